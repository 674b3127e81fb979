namespace RefundAgent.Learning.Induction;

/// <summary>The labels below and above a moving cut, with what entropy they leave; labels seen once add nothing to n·ln n.</summary>
internal sealed class LabelSplit
{
    /// <summary>Stands for a value whose cases have more than one label.</summary>
    public const int Several = -1;

    private readonly NumberSeen[] seen;
    private readonly int[] partOf;
    private readonly int[] below;
    private readonly int[] above;
    private int passed;

    public LabelSplit(NumberSeen[] seen, CaseLayout layout)
    {
        this.seen = seen;
        partOf = new int[seen.Length];
        (below, above) = (new int[layout.Parts - 1], new int[layout.Parts - 1]);
        for (var i = 0; i < seen.Length; i++)
        {
            partOf[i] = layout.PartOf(seen[i].Case);
            if (partOf[i] >= 0)
            {
                above[partOf[i]]++;
            }
        }
    }

    public void Pass(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (partOf[i] >= 0)
            {
                below[partOf[i]]++;
                above[partOf[i]]--;
            }
        }

        passed = end;
    }

    public long Entropy() => Weigh(passed) + Weigh(seen.Length - passed) - below.Sum(Weigh) - above.Sum(Weigh);

    /// <summary>n·ln n, in micro-nats.</summary>
    private static long Weigh(int count) => count < 2 ? 0 : WeighedCounts.Of(count);
}

/// <summary>n·ln n of whole numbers, kept because a window asks for the same few thousand again and again.</summary>
internal static class WeighedCounts
{
    private static long[] known = [0, 0];

    public static long Of(int count)
    {
        var table = Volatile.Read(ref known);
        if (count >= table.Length)
        {
            table = new long[count + (count / 2) + 256];
            for (var i = 2; i < table.Length; i++)
            {
                table[i] = Logarithms.Round(i * Logarithms.Of(i));
            }

            Volatile.Write(ref known, table);
        }

        return table[count];
    }
}
