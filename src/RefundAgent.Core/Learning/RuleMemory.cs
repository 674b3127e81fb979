using System.Collections.Immutable;
using RefundAgent.Learning.Induction;
using RefundAgent.Learning.Lessons;

namespace RefundAgent.Learning;

/// <summary>All that the rules' learning goes on from.</summary>
/// <param name="Head">In force.</param>
/// <param name="WithoutFold">Its cross-fitted lists.</param>
/// <param name="Labelled">Verdicts seen.</param>
/// <param name="Surprises">What the head did not expect.</param>
/// <param name="Rejected">Candidates by digest, and how many verdicts there were when they were rejected.</param>
public sealed record RuleMemory(
    RuleList Head,
    ImmutableArray<RuleList> WithoutFold,
    int Labelled,
    SurpriseMemory Surprises,
    ImmutableSortedDictionary<string, int> Rejected)
{
    /// <summary>What staff put into words, and what became of it.</summary>
    public ImmutableArray<TaughtRule> Taught { get; init; } = [];
}
