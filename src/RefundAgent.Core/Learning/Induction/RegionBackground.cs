namespace RefundAgent.Learning.Induction;

/// <summary>
/// What a region says on the whole, against which a part of it is measured: a part is worth the likelihood of its own leaf less what the
/// region would have expected of its labels.
/// </summary>
internal sealed class RegionBackground
{
    /// <summary>Labels whose joint best is found exactly in <see cref="Bound"/>; the others are added one by one.</summary>
    private const int Joint = 5;

    private readonly LeafScore score;
    private readonly int[] starts;
    private readonly long[] table;
    private readonly long[] gains;

    /// <param name="score">Of this fit.</param>
    /// <param name="counts">Of the region; last the cases whose label nobody repeats.</param>
    public RegionBackground(LeafScore score, ReadOnlySpan<int> counts)
    {
        this.score = score;
        gains = new long[counts.Length];
        starts = new int[counts.Length + 1];
        for (var part = 0; part < counts.Length; part++)
        {
            starts[part + 1] = starts[part] + counts[part] + 1;
        }

        table = new long[starts[^1]];
        var cases = table.Length - counts.Length;
        for (var part = 0; part < counts.Length; part++)
        {
            var single = part == counts.Length - 1;
            var expected = score.Expected(single ? 1 : counts[part], cases);
            for (var count = 0; count <= counts[part]; count++)
            {
                table[starts[part] + count] = (single ? count * score.ByLabel[1] : score.ByLabel[count]) - (count * expected);
            }
        }
    }

    /// <summary>What <paramref name="count"/> cases of a part add, before the size of the whole is taken off; at most as many as the region has.</summary>
    public long Gain(int part, int count) => table[starts[part] + count];

    public long Value(ReadOnlySpan<int> counts)
    {
        var (value, cases) = (0L, 0);
        for (var part = 0; part < counts.Length; part++)
        {
            value += Gain(part, counts[part]);
            cases += counts[part];
        }

        return Value(value, cases);
    }

    /// <param name="gain">Of all labels.</param>
    /// <param name="cases">Of all labels.</param>
    public long Value(long gain, int cases) => gain - score.ByCases[cases];

    /// <summary>
    /// No subset is worth more. A part's worth is convex in its counts, so the best subset takes each label in whole or not at all; the labels
    /// beyond the first few are taken as if each were alone, which is never less since size costs more than in proportion. Two micro-nats a case
    /// make up for the rounding of the tables.
    /// </summary>
    public long Bound(ReadOnlySpan<int> counts)
    {
        var cases = 0;
        Span<int> heavy = stackalloc int[Joint];
        var (joint, apart) = (0, 0L);
        for (var part = 0; part < counts.Length; part++)
        {
            cases += counts[part];
            gains[part] = Gain(part, counts[part]);
            if (counts[part] == 0)
            {
                continue;
            }

            if (joint < Joint && part < counts.Length - 1)
            {
                heavy[joint++] = part;
            }
            else
            {
                apart += part == counts.Length - 1 ? BestOfSingles(counts[part]) : Math.Max(0, gains[part] - score.ByCases[counts[part]]);
            }
        }

        return Best(counts, heavy[..joint]) + apart + (2 * cases);
    }

    private long Best(ReadOnlySpan<int> counts, ReadOnlySpan<int> heavy)
    {
        var best = 0L;
        for (var chosen = 1; chosen < 1 << heavy.Length; chosen++)
        {
            var (gain, cases) = (0L, 0);
            for (var i = 0; i < heavy.Length; i++)
            {
                if ((chosen >> i & 1) != 0)
                {
                    gain += gains[heavy[i]];
                    cases += counts[heavy[i]];
                }
            }

            best = Math.Max(best, gain - score.ByCases[cases]);
        }

        return best;
    }

    /// <summary>Labels of one case each gain the same every time and cost ever more: the best number of them is where the cost overtakes.</summary>
    private long BestOfSingles(int count)
    {
        var best = 0L;
        for (var taken = 1; taken <= count; taken++)
        {
            var value = Gain(gains.Length - 1, taken) - score.ByCases[taken];
            if (value < best)
            {
                break;
            }

            best = value;
        }

        return best;
    }
}
