using System.Globalization;
using RefundAgent.Decisions;
using RefundAgent.Policies;
using RefundAgent.Proposals;

namespace RefundAgent.Context;

/// <summary>
/// What was learned, in plain English, the same in the terminal, on a page and in a report. Names and values come from outside: they are
/// shown by <see cref="ShownText"/>, and whoever prints the sentence still encodes it for where it goes.
/// </summary>
public static class ItemWords
{
    /// <summary>A precedent has as many facts as its case; a sentence does not.</summary>
    private const int MostFacts = 8;

    private const int LongestWording = 200;

    public static string Of(LearnedItem item) => item switch
    {
        LearnedItem.Guideline guideline => $"{When(guideline.When, guideline.WhenNot)}: {Effect(guideline)}",
        LearnedItem.Precedent precedent => $"As in a past case with {Facts(precedent)}: {Of(precedent.Outcome, precedent.Basis)}",
        LearnedItem.ToneNote note => $"Answers sound like this: {ShownText.Quoted(note.Text)}",
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "There is no such kind of item."),
    };

    /// <summary>A model's sentence is never shown without saying that it is one.</summary>
    public static string Of(Wording wording) =>
        $"A model ({ShownText.Of(wording.Model)}) worded it, which decides nothing: {ShownText.Quoted(wording.Text, LongestWording)}";

    /// <param name="basis">How much, for an approval; null means in full.</param>
    public static string Of(Outcome outcome, AmountBasis? basis = null) => outcome switch
    {
        Outcome.Approve => $"approve, {Of(basis ?? new AmountBasis.Entitled())}",
        Outcome.Deny => "deny",
        Outcome.Ask => "ask the customer",
        Outcome.Escalate => "hand over to a person",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "There is no such outcome."),
    };

    public static string Of(AmountBasis basis) => basis switch
    {
        AmountBasis.Entitled => "in full",
        AmountBasis.ShareOfPaid share => $"{(100 * share.Share).ToString("0.##", CultureInfo.InvariantCulture)} % of what was paid",
        AmountBasis.ForItems items => $"for {string.Join(", ", items.Items.Select(item => ShownText.Quoted(item.Value)))}",
        AmountBasis.Fixed sum => sum.Amount.ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "There is no such basis."),
    };

    public static string Of(PolicyProposal proposal) => $"{When(proposal.When, proposal.WhenNot)}: {Of(proposal.Outcome, proposal.Basis)}. "
        + proposal.Kind switch
        {
            PolicyProposalKind.OverruledRule => $"The policy's rule {ShownText.Quoted(proposal.Rule ?? "")} says otherwise",
            _ => "The policy does not let the agent learn this",
        }
        + string.Create(CultureInfo.InvariantCulture, $"; people ruled so in {proposal.Agreed} of {proposal.Cases} cases.");

    /// <summary>The head of a sentence: <c>When …, unless …</c>; a guideline without conditions is what applies where no other does.</summary>
    public static string When(Condition when, Condition? whenNot) => (when, whenNot) switch
    {
        (Condition.All { Parts.IsEmpty: true }, null) => "In every other case",
        (Condition.All { Parts.IsEmpty: true }, { } exceptions) => $"In every case, unless {ConditionWords.Of(exceptions)}",
        (_, null) => $"When {ConditionWords.Of(when)}",
        (_, { } exceptions) => $"When {ConditionWords.Of(when)}, unless {ConditionWords.Of(exceptions)}",
    };

    private static string Effect(LearnedItem.Guideline guideline) => guideline.Disputed
        ? $"hand over to a person, because people disagree (most say: {Of(guideline.Outcome, guideline.Basis)})"
        : Of(guideline.Outcome, guideline.Basis);

    private static string Facts(LearnedItem.Precedent precedent)
    {
        var facts = string.Join(", ", precedent.Facts.Take(MostFacts).Select(fact => $"{ConditionWords.Name(fact.Key)} {ConditionWords.Value(fact.Value)}"));
        return precedent.Facts.Count <= MostFacts
            ? facts
            : string.Create(CultureInfo.InvariantCulture, $"{facts} and {precedent.Facts.Count - MostFacts} more facts");
    }
}
