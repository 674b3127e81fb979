using RefundAgent.Decisions;
using RefundAgent.Policies;
using RefundAgent.Reading;

namespace RefundAgent.Tests.Policies;

public sealed class DoubtTests
{
    private static readonly RefundPolicy Paying = Cases.Policy(Cases.Rule(Outcome.Approve));

    [Theory]
    [InlineData(DoubtKind.WhichOrder)]
    [InlineData(DoubtKind.UnknownOrder)]
    [InlineData(DoubtKind.WhichItems)]
    [InlineData(DoubtKind.UnknownItem)]
    [InlineData(DoubtKind.Conditional)]
    [InlineData(DoubtKind.WhichRequest)]
    public void What_the_customer_can_settle_is_asked(DoubtKind kind)
    {
        var ruling = Assert.IsType<Ruling.Ask>(Paying.Rule(Cases.File(Doubtful(kind, "the lamp")), autonomy: Cases.Earned));

        Assert.Equal(ReasonIds.Of(kind), ruling.Reasons[0].Id);
        Assert.All(ruling.Missing, question => Assert.Matches("[?.]$", question));
    }

    [Theory]
    [InlineData(DoubtKind.Manipulation)]
    [InlineData(DoubtKind.Destination)]
    public void What_a_person_must_judge_goes_to_a_person(DoubtKind kind)
    {
        var claim = Doubtful(kind, "x") with { Doubts = [new Doubt(DoubtKind.WhichItems, "x"), new Doubt(kind, "x")] };

        var ruling = Assert.IsType<Ruling.Escalate>(Paying.Rule(Cases.File(claim), autonomy: Cases.Earned));

        Assert.Contains(ruling.Reasons, reason => reason.Id == ReasonIds.Of(kind));
    }

    [Fact]
    public void A_rule_that_asks_adds_its_question_to_those_of_the_reading()
    {
        var ruling = Cases.Policy(Cases.Rule(Outcome.Ask)).Rule(Cases.File(Doubtful(DoubtKind.WhichItems, "")));

        Assert.Equal(2, Assert.IsType<Ruling.Ask>(ruling).Missing.Length);
    }

    [Fact]
    public void A_rule_that_escalates_comes_before_any_question() =>
        Assert.IsType<Ruling.Escalate>(Cases.Policy(Cases.Rule(Outcome.Escalate)).Rule(Cases.File(Doubtful(DoubtKind.WhichItems, "x"))));

    [Fact]
    public void The_customers_words_are_quoted_on_one_line_and_cut()
    {
        var about = "lamp\r\n\t" + new string('x', 78 - "lamp ".Length) + "💡💡";

        var question = Assert.IsType<Ruling.Ask>(Paying.Rule(Cases.File(Doubtful(DoubtKind.UnknownItem, about)))).Missing[0];

        Assert.DoesNotContain('\n', question);
        Assert.Contains("…”", question, StringComparison.Ordinal);
        Assert.True(question.Length < 200);
    }

    private static ClaimReading Doubtful(DoubtKind kind, string about) =>
        Cases.Claim(RequestKind.Return, "lamp") with { Doubts = [new Doubt(kind, about)] };
}
