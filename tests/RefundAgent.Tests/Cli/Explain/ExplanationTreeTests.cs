using RefundAgent.Cli.Explain;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Explanations;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tests.Learning;
using Spectre.Console;
using ItemWords = RefundAgent.Context.ItemWords;

namespace RefundAgent.Tests.Cli.Explain;

public sealed class ExplanationTreeTests
{
    [Fact]
    public void A_models_sentence_stands_below_our_own_and_says_whose_it_is()
    {
        var shown = Shown(new Wording("Weather is never the traveller's fault [bold].", "scripted-1"));

        Assert.Contains(
            "A model (scripted-1) worded it, which decides nothing: \"Weather is never the traveller's fault [bold].\"", shown, StringComparison.Ordinal);
        Assert.True(shown.IndexOf("learned: Our own words", StringComparison.Ordinal) is >= 0 and var own && own < shown.IndexOf("A model", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_no_model_worded_it_none_is_named() => Assert.DoesNotContain("A model", Shown(wording: null), StringComparison.Ordinal);

    [Fact]
    public void A_wording_cannot_end_its_quotation_nor_its_line() =>
        Assert.Equal(
            "A model (m\\u{a}n) worded it, which decides nothing: \"so \\\" and \\u{a}so\"", ItemWords.Of(new Wording("so \" and \nso", "m\nn")));

    private static string Shown(Wording? wording)
    {
        var ruled = new RuledAs(Outcome.Deny, null, Waits: true);
        var item = new ExplainedItem(new LearnedItemId("g1"), "Our own words", wording, 5, 6, [], [], ruled);
        var claim = new ExplainedClaim(
            new ClaimId("c1"), RequestKind.Refund, ruled, [], "s", AutonomyState.Suggest, ByModel: false, ruled, [item]);
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 400;
        ExplanationTree.Write(
            new Explanation(LearningCases.Decision(1), LearningCases.Noon, new ContextVersion(1), new PolicyVersion("p1"), [claim]), console);
        return text.ToString();
    }
}
