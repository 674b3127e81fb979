using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Context;
using RefundAgent.Feedback;
using RefundAgent.Learning.Induction;

namespace RefundAgent.Learning.Lessons;

/// <summary>A rule that staff put into words, with who did, and what became of it before the gate. The same rule of several people is one.</summary>
public sealed record TaughtRule
{
    public required ImmutableArray<Atom> When { get; init; }

    public required VerdictLabel Label { get; init; }

    /// <summary>Of whoever said it first.</summary>
    public required Wording Wording { get; init; }

    /// <summary>Who said it and by which words, in the order of the ledger.</summary>
    public required ImmutableArray<EventKey> From { get; init; }

    /// <summary>Of the cases that it was taught on.</summary>
    public required ImmutableArray<int> Folds { get; init; }

    /// <summary>What became of it when it was tried last; null before.</summary>
    public GateVerdict? Verdict { get; init; }

    /// <summary>Verdicts there were when it was tried last.</summary>
    public int TriedAt { get; init; }

    public int Tries { get; init; }

    /// <summary>It came into force, or was in force: it goes on to be a hint.</summary>
    [JsonIgnore]
    public bool IsBelieved => Verdict is GateVerdict.Cheaper or GateVerdict.Surer or GateVerdict.InForce;

    [JsonIgnore]
    internal RuleHint Hint => new(When, Label, Folds);

    /// <summary>Of the guideline that says the same.</summary>
    [JsonIgnore]
    internal LearnedItemId Guideline => ContentHash.OfGuideline(RuleConditions.AllOf(When), Label.Outcome, Label.Basis);

    internal bool SaysTheSameAs(LessonRule rule) => Label == rule.Label && When.AsSpan().SequenceEqual(rule.When.AsSpan());
}

/// <param name="Words">The event that holds them.</param>
/// <param name="Author">The model that made a rule of them.</param>
public sealed record LessonSource(EventKey Words, LessonAuthor Author);

/// <summary>A rule that was taught, in words that outlive the code.</summary>
/// <param name="Words">The program's own.</param>
/// <param name="Wording">The model's.</param>
/// <param name="From">The events that it was taught by, and who spoke.</param>
public sealed record TaughtRow(string Words, Wording Wording, ImmutableArray<EventKey> From)
{
    public static TaughtRow Of(TaughtRule rule) => new(WordsOf(rule.When, rule.Label), rule.Wording, rule.From);

    internal static string WordsOf(ImmutableArray<Atom> when, VerdictLabel label) =>
        $"{ItemWords.When(RuleConditions.AllOf(when), null)}: {ItemWords.Of(label.Outcome, label.Basis)}";
}
