using System.Collections.Immutable;
using RefundAgent.Context;

namespace RefundAgent.Learning;

/// <summary>A change of mind, in words that outlive the code.</summary>
/// <param name="At">Verdicts seen by then.</param>
/// <param name="When">The clause in words.</param>
/// <param name="From">What people said before.</param>
/// <param name="To">What they say now.</param>
/// <param name="By">Who says so.</param>
/// <param name="Superseded">Cases that left the evidence.</param>
public sealed record ChangeRow(int At, string When, string From, string To, ImmutableArray<string> By, int Superseded)
{
    public static ChangeRow Of(MindChange change) => new(
        change.At,
        ItemWords.When(RuleConditions.AllOf(change.Change.When), null),
        ItemWords.Of(change.Change.Old.Outcome, change.Change.Old.Basis),
        ItemWords.Of(change.Change.New.Outcome, change.Change.New.Basis),
        [.. change.Change.Reviewers.Select(each => each.Value)],
        change.Change.Superseded.Length);
}
