using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Context;

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
