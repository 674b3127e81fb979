using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Proposals;

namespace RefundAgent.Learning.Replay;

/// <summary>What a replay shows; the machine-readable contract of the command.</summary>
public sealed record ReplayReport
{
    public required int Cases { get; init; }

    public required ImmutableArray<ReplayWindow> Windows { get; init; }

    /// <summary>The last 200 cases.</summary>
    public required ReplayWindow Final { get; init; }

    public required ImmutableSortedDictionary<string, ReviewerRow> ByReviewer { get; init; }

    public required ImmutableArray<LearnedItem.Guideline> Guidelines { get; init; }

    /// <summary>Versions that came in force after the empty one.</summary>
    public required int Versions { get; init; }

    public required string ContextSha256 { get; init; }

    /// <summary>What it would have done alone in the last 200 cases, and what that would have cost.</summary>
    public required AloneRow Alone { get; init; }

    /// <summary>All that was learned in the end, precedents too; <see cref="ContextSha256"/> digests it.</summary>
    [JsonIgnore]
    public LearnedContext Context { get; init; } = LearnedContext.Empty;

    /// <summary>What stands behind the figures.</summary>
    public ReplayStory Story { get; init; } = ReplayStory.Empty;
}

/// <summary>What was learned, what it earned, what was tried and what people changed their minds about.</summary>
public sealed record ReplayStory
{
    public static ReplayStory Empty { get; } = new();

    /// <summary>What was learned in the end, in the order in which it decides, with who taught it and what it is worth.</summary>
    public ImmutableArray<LearnedRow> Learned { get; init; } = [];

    /// <summary>What each kind of ruling earned in the end; those that act alone first.</summary>
    public ImmutableArray<SegmentRow> Segments { get; init; } = [];

    /// <summary>Every candidate that was tried, in order.</summary>
    public ImmutableArray<TrialRow> Trials { get; init; } = [];

    /// <summary>Where people changed their minds, in order.</summary>
    public ImmutableArray<ChangeRow> Changes { get; init; } = [];

    /// <summary>Where people contradict each other in the end: the agent shows both sides and decides nothing.</summary>
    public ImmutableArray<DisagreementRow> Disagreements { get; init; } = [];

    /// <summary>What the policy would have to allow for people's verdicts to be learned.</summary>
    public ImmutableArray<PolicyProposal> Proposals { get; init; } = [];
}

/// <summary>Rates are shares of the window's cases, 0 to 1.</summary>
/// <param name="From">First case, from 0.</param>
/// <param name="To">The case after the last.</param>
/// <param name="Disagreement">Outcome or amount differs from the person's, whether or not the ruling would have waited.</param>
/// <param name="Automated">Approvals and denials that would not have waited for a person.</param>
/// <param name="WrongAutomation">Automated and in disagreement.</param>
/// <param name="NeedlessEscalation">Escalated or asked where the person approved or denied.</param>
/// <param name="OverRefund">Given above the person's amount.</param>
/// <param name="WrongDenial">Kept back below the person's amount.</param>
public sealed record ReplayWindow(
    int From,
    int To,
    double Disagreement,
    double Automated,
    double WrongAutomation,
    double NeedlessEscalation,
    Money OverRefund,
    Money WrongDenial);

/// <param name="Cases">That the reviewer ruled on.</param>
/// <param name="Disagreement">Share of them in which the agent ruled otherwise.</param>
public sealed record ReviewerRow(int Cases, double Disagreement);

/// <param name="Item">The guideline.</param>
/// <param name="Cases">Labelled cases that it decides.</param>
/// <param name="Agreed">Those in which people said what it says.</param>
/// <param name="ByReviewer">How many of these each person said.</param>
/// <param name="Saved">What it saves over the cases it decides, by the policy's prices, against handing them to a person; below zero where it costs.</param>
/// <param name="Examples">The newest cases behind it, by their ids in the history.</param>
public sealed record LearnedRow(
    LearnedItem.Guideline Item,
    int Cases,
    int Agreed,
    ImmutableSortedDictionary<string, int> ByReviewer,
    Money Saved,
    ImmutableArray<string> Examples);

/// <param name="Segment">Its name.</param>
/// <param name="Tally">People's agreement, and whether it acts alone.</param>
/// <param name="EarnedAt">Cases seen when it first acted alone; null where it never did.</param>
public sealed record SegmentRow(string Segment, SegmentTally Tally, int? EarnedAt);

/// <param name="Cases">Approved or denied without a person.</param>
/// <param name="Wrong">Those of them in which outcome or amount differs from the person's.</param>
/// <param name="OverRefund">Paid out above the person's amount.</param>
/// <param name="WrongDenial">Kept back below the person's amount.</param>
public sealed record AloneRow(int Cases, int Wrong, Money OverRefund, Money WrongDenial);

/// <param name="When">The cases in words.</param>
/// <param name="Sides">What people say of them, most cases first.</param>
public sealed record DisagreementRow(string When, ImmutableArray<SideRow> Sides);

/// <param name="Says">The ruling in words.</param>
/// <param name="ByReviewer">How many cases each person ruled so.</param>
/// <param name="Examples">The newest of them, by their ids in the history.</param>
public sealed record SideRow(string Says, ImmutableSortedDictionary<string, int> ByReviewer, ImmutableArray<string> Examples);
