using System.Collections.Immutable;
using RefundAgent.Feedback;

namespace RefundAgent.Learning.Induction;

/// <summary>Who spoke in a window, numbered in order of their first case, so that counting a rule's people compares no names.</summary>
internal sealed class Speakers
{
    private readonly int[][] behind;

    private Speakers(ImmutableArray<PrincipalId> all, int[][] behind)
    {
        All = all;
        this.behind = behind;
    }

    public ImmutableArray<PrincipalId> All { get; }

    public static Speakers Of(ImmutableArray<EvidenceCase> cases)
    {
        var numbers = new Dictionary<PrincipalId, int>();
        int[][] behind = [.. cases.Select(each => each.Reviewers.IsDefaultOrEmpty
            ? [NumberOf(each.Reviewer)]
            : each.Reviewers.Distinct().Select(NumberOf).ToArray())];
        return new Speakers([.. numbers.OrderBy(each => each.Value).Select(each => each.Key)], behind);

        int NumberOf(PrincipalId person)
        {
            numbers.TryAdd(person, numbers.Count);
            return numbers[person];
        }
    }

    /// <summary>All who stand behind the label of a case.</summary>
    public ReadOnlySpan<int> Behind(int index) => behind[index];
}
