using System.Collections.Immutable;
using RefundAgent.Feedback;

namespace RefundAgent.Learning.Induction;

/// <summary>Who stands behind a label, and whether it is one person's word.</summary>
internal sealed class Support
{
    private readonly Dictionary<PrincipalId, int> alone = [];
    private readonly ImmutableArray<PrincipalId>.Builder people = ImmutableArray.CreateBuilder<PrincipalId>();
    private int cases;

    /// <summary>In order of their first case.</summary>
    public ImmutableArray<PrincipalId> People => people.ToImmutable();

    /// <summary>One person's, or more than three quarters of the cases have nobody else behind them.</summary>
    public bool IsOnesWord => people.Count == 1
        || alone.Values.Any(count => count * InductionTerms.InfluenceDenominator > cases * InductionTerms.InfluenceNumerator);

    /// <param name="behind">All who said it of one case.</param>
    public void Add(ImmutableArray<PrincipalId> behind)
    {
        cases++;
        people.AddRange(behind.Except(people));
        if (behind is [var only])
        {
            alone[only] = alone.GetValueOrDefault(only) + 1;
        }
    }
}
