using System.Collections.Immutable;
using System.Numerics;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// How well a rule list explains the evidence: the likelihood of every region (the default's too) less the price of every rule. It stands on
/// one list and scores others that begin like it from the first rule that is different.
/// </summary>
internal sealed class ListScore
{
    private readonly AtomTable table;
    private readonly CaseLayout layout;
    private readonly int words;
    private readonly ulong[] left;
    private readonly ulong[] reach;
    private readonly int[] remaining;
    private readonly int[] counts;
    private readonly int[][] remainingAt;
    private readonly long[] scoreAt;
    private ImmutableArray<Conjunction> standing = [];

    public ListScore(AtomTable table)
    {
        this.table = table;
        layout = table.Window.Layout;
        words = layout.Words;
        left = new ulong[words];
        reach = new ulong[(InductionTerms.MostRules + 2) * words];
        remaining = new int[layout.Parts];
        counts = new int[layout.Parts];
        remainingAt = [.. Enumerable.Range(0, InductionTerms.MostRules + 2).Select(_ => new int[layout.Parts])];
        scoreAt = new long[InductionTerms.MostRules + 2];
    }

    /// <summary>The score of the list stood on.</summary>
    public long Standing { get; private set; }

    public void StandOn(ImmutableArray<Conjunction> rules)
    {
        standing = rules;
        table.Within.Words.CopyTo(left);
        layout.Count(left, remaining);
        var score = 0L;
        for (var i = 0; i <= rules.Length; i++)
        {
            left.CopyTo(Reach(i));
            remaining.CopyTo(remainingAt[i], 0);
            scoreAt[i] = score;
            score += i < rules.Length ? Take(rules[i]) : table.Score.Of(remaining);
        }

        Standing = score;
    }

    /// <param name="rules">A list like the one stood on before <paramref name="changedAt"/>.</param>
    /// <param name="changedAt">The first rule that is different.</param>
    public long Of(ImmutableArray<Conjunction> rules, int changedAt)
    {
        Reach(changedAt).CopyTo(left);
        remainingAt[changedAt].CopyTo(remaining, 0);
        var score = scoreAt[changedAt];
        for (var i = changedAt; i < rules.Length; i++)
        {
            score += Take(rules[i]);
        }

        return score + table.Score.Of(remaining);
    }

    /// <summary>The cases that a rule of the list stood on decides, or its default; null where they have one label, or there are none.</summary>
    public ulong[]? ImpureRegion(int rule)
    {
        var region = rule < standing.Length ? Bits.Both(Reach(rule), standing[rule].Cases) : Reach(rule).ToArray();
        layout.Count(region, counts);
        return counts[^1] > 1 || counts.Count(count => count > 0) > 1 ? region : null;
    }

    /// <summary>What a rule adds when it takes its cases out of those that are left.</summary>
    private long Take(Conjunction rule)
    {
        var starts = layout.Starts;
        for (var part = 0; part < counts.Length; part++)
        {
            var count = 0;
            for (var word = starts[part]; word < starts[part + 1]; word++)
            {
                count += BitOperations.PopCount(left[word] & rule.Cases[word]);
                left[word] &= ~rule.Cases[word];
            }

            counts[part] = count;
            remaining[part] -= count;
        }

        return table.Score.Of(counts) - rule.Price;
    }

    private Span<ulong> Reach(int rule) => reach.AsSpan(rule * words, words);
}
