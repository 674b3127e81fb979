using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning;

namespace RefundAgent.Tests.Learning;

public sealed class OutliersTests
{
    [Fact]
    public void Whoever_nobody_can_foresee_while_the_others_are_foreseen_has_no_say() =>
        Assert.Equal([new PrincipalId("eve")], Outliers.Among([.. Verdicts("ann", 40, 1), .. Verdicts("bob", 40, 2), .. Verdicts("cem", 40, 0), .. Verdicts("eve", 40, 12)]));

    [Fact]
    public void Where_all_are_hard_to_foresee_nobody_stands_out() =>
        Assert.Empty(Outliers.Among([.. Verdicts("ann", 40, 12), .. Verdicts("bob", 40, 10), .. Verdicts("cem", 40, 11), .. Verdicts("eve", 40, 16)]));

    [Theory]
    [InlineData(19, 19)]
    [InlineData(40, 5)]
    public void A_few_verdicts_or_a_few_misses_show_nothing(int cases, int missed) =>
        Assert.Empty(Outliers.Among([.. Verdicts("ann", 40, 0), .. Verdicts("bob", 40, 0), .. Verdicts("cem", 40, 0), .. Verdicts("eve", cases, missed)]));

    [Fact]
    public void Of_two_people_nobody_can_say_who_is_the_odd_one() =>
        Assert.Empty(Outliers.Among([.. Verdicts("ann", 40, 0), .. Verdicts("eve", 40, 20)]));

    private static IEnumerable<(EvidenceCase About, bool Foreseen)> Verdicts(string by, int cases, int missed) =>
        Enumerable.Range(0, cases).Select(index => (new EvidenceCase
        {
            Facts = LearningCases.Facts("weather"),
            Label = new VerdictLabel(Outcome.Deny, null),
            Reviewer = new PrincipalId(by),
            Sequence = index + 1,
            Fold = 0,
        }, index >= missed));
}
