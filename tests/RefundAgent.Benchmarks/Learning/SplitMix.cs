namespace RefundAgent.Benchmarks.Learning;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014): a generator that is the same in every runtime and language, so that a seed in a published table
/// names the same shuffle for whoever repeats it.
/// </summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <returns>From 0, below <paramref name="limit"/>: the upper half of the product, whose bias no history is long enough to show.</returns>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>Fisher and Yates from the last place down to the second, each swapped with one at or below it.</summary>
    public static T[] Shuffled<T>(IEnumerable<T> items, int seed)
    {
        var (shuffled, random) = (items.ToArray(), new SplitMix((ulong)seed));
        for (var place = shuffled.Length - 1; place > 0; place--)
        {
            var other = random.Below(place + 1);
            (shuffled[place], shuffled[other]) = (shuffled[other], shuffled[place]);
        }

        return shuffled;
    }
}
