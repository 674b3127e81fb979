using System.Collections.Immutable;
using RefundAgent.Feedback;

namespace RefundAgent.Learning.Induction;

/// <summary>Who stands behind a label, and whether it is one person's word.</summary>
internal sealed class Support(Speakers speakers)
{
    private readonly int[] alone = new int[speakers.All.Length];
    private readonly bool[] known = new bool[speakers.All.Length];
    private readonly List<int> people = [];
    private int cases;

    public int Count => people.Count;

    /// <summary>In order of their first case.</summary>
    public ImmutableArray<PrincipalId> People => [.. people.Select(person => speakers.All[person])];

    /// <summary>One person's, or more than three quarters of the cases have nobody else behind them.</summary>
    public bool IsOnesWord => IsMoreOfOneThan(InductionTerms.InfluenceNumerator, InductionTerms.InfluenceDenominator);

    /// <summary>One person's, or more than this share of the cases has nobody else behind it.</summary>
    public bool IsMoreOfOneThan(int numerator, int denominator) =>
        people.Count == 1 || people.Exists(person => alone[person] * denominator > cases * numerator);

    /// <param name="index">Of a case with the label.</param>
    public void Add(int index)
    {
        cases++;
        var behind = speakers.Behind(index);
        foreach (var person in behind)
        {
            if (!known[person])
            {
                known[person] = true;
                people.Add(person);
            }
        }

        if (behind.Length == 1)
        {
            alone[behind[0]]++;
        }
    }
}
