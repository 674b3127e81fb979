using System.Numerics;

namespace RefundAgent.Learning.Induction;

/// <summary>A set of a window's cases, 64 to a word. Only the window that made it knows which bit is which case.</summary>
public sealed class Bits : IEquatable<Bits>
{
    private readonly ulong[] words;

    internal Bits(ulong[] words) => this.words = words;

    public int Count => CountOf(words);

    internal ReadOnlySpan<ulong> Words => words;

    public bool Equals(Bits? other) => other is not null && words.AsSpan().SequenceEqual(other.words);

    public override bool Equals(object? obj) => Equals(obj as Bits);

    public override int GetHashCode()
    {
        var hash = 17UL;
        foreach (var word in words)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ word) * 0x9E3779B97F4A7C15UL;
        }

        return (int)(hash >> 32);
    }

    internal static int CountOf(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    internal static int CountOfBoth(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        var count = 0;
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            count += BitOperations.PopCount(left[i] & right[i]);
        }

        return count;
    }

    internal static ulong[] Both(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        var both = new ulong[left.Length];
        And(left, right, both);
        return both;
    }

    internal static void And(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = left[i] & right[i];
        }
    }

    internal static void Without(Span<ulong> from, ReadOnlySpan<ulong> gone)
    {
        for (var i = 0; i < from.Length; i++)
        {
            from[i] &= ~gone[i];
        }
    }

    internal static bool Meet(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if ((left[i] & right[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    internal static void Set(Span<ulong> words, int bit) => words[bit >> 6] |= 1UL << (bit & 63);

    internal static bool Has(ReadOnlySpan<ulong> words, int bit) => (words[bit >> 6] >> (bit & 63) & 1) != 0;
}
