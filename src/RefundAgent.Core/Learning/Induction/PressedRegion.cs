using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// The conditions of a table over the cases of one region only, pressed together so that a small region takes few words: a search counts
/// thousands of pairs, and in a climb most regions are small. Each label still begins a new word.
/// </summary>
internal sealed class PressedRegion
{
    private readonly AtomTable table;
    private readonly int[] starts;
    private readonly ulong[] rows;
    private ulong[] region = [];

    public PressedRegion(AtomTable table)
    {
        this.table = table;
        starts = new int[table.Window.Layout.Parts + 1];
        rows = new ulong[table.Atoms.Length * table.Window.Layout.Words];
    }

    public int Parts => starts.Length - 1;

    public int Words => starts[^1];

    /// <param name="cases">The region to press onto; rows pressed before are gone.</param>
    public void Over(ulong[] cases)
    {
        region = cases;
        var layout = table.Window.Layout;
        for (var part = 0; part < Parts; part++)
        {
            var count = Bits.CountOf(cases.AsSpan(layout.Starts[part]..layout.Starts[part + 1]));
            starts[part + 1] = starts[part] + ((count + 63) / 64);
        }
    }

    public ReadOnlySpan<ulong> Row(int atom) => rows.AsSpan(atom * Words, Words);

    /// <summary>Presses the row of one condition.</summary>
    public ReadOnlySpan<ulong> Press(int atom)
    {
        var row = table.Row(atom);
        var into = rows.AsSpan(atom * Words, Words);
        into.Clear();
        var layout = table.Window.Layout;
        for (var part = 0; part < Parts; part++)
        {
            var bit = starts[part] * 64;
            for (var word = layout.Starts[part]; word < layout.Starts[part + 1]; word++)
            {
                bit = Append(into, bit, row[word], region[word]);
            }
        }

        return into;
    }

    public void Count(ReadOnlySpan<ulong> set, Span<int> counts)
    {
        for (var part = 0; part < Parts; part++)
        {
            counts[part] = Bits.CountOf(set[starts[part]..starts[part + 1]]);
        }
    }

    /// <summary>What the cases of both sets are worth, and how many they are; the loop that the time goes into.</summary>
    public int Value(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, RegionBackground background, out long value)
    {
        var (gain, cases) = (0L, 0);
        for (var part = 0; part < Parts; part++)
        {
            var (from, length) = (starts[part], starts[part + 1] - starts[part]);
            var count = Bits.CountOfBoth(left.Slice(from, length), right.Slice(from, length));
            gain += background.Gain(part, count);
            cases += count;
        }

        value = background.Value(gain, cases);
        return cases;
    }

    private static int Append(Span<ulong> into, int bit, ulong row, ulong mask)
    {
        var (bits, count, at) = (Pressed(row, mask), BitOperations.PopCount(mask), bit & 63);
        if (bits != 0)
        {
            into[bit >> 6] |= bits << at;
            if (at + count > 64)
            {
                into[(bit >> 6) + 1] |= bits >> (64 - at);
            }
        }

        return bit + count;
    }

    /// <summary>The bits of <paramref name="row"/> under <paramref name="mask"/>, side by side.</summary>
    internal static ulong Pressed(ulong row, ulong mask) => Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitExtract(row, mask) : PressedOneByOne(row, mask);

    /// <inheritdoc cref="Pressed"/>
    internal static ulong PressedOneByOne(ulong row, ulong mask)
    {
        var pressed = 0UL;
        for (var left = row & mask; left != 0; left &= left - 1)
        {
            pressed |= 1UL << BitOperations.PopCount(mask & ((left & (0 - left)) - 1));
        }

        return pressed;
    }
}
