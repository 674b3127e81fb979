namespace RefundAgent.Learning.Induction;

/// <summary>A conjunction of up to three atoms of a table, by their places, with its value. Better is: more value, then shorter, then first by place.</summary>
internal readonly struct Found : IComparable<Found>
{
    /// <summary>Bits for one place, which is written one higher so that 0 is "none".</summary>
    private const int Width = 21;

    private readonly ulong places;

    public Found(long value, params ReadOnlySpan<int> atoms)
    {
        Value = value;
        Length = atoms.Length;
        Span<int> sorted = stackalloc int[atoms.Length];
        atoms.CopyTo(sorted);
        sorted.Sort();
        foreach (var atom in sorted)
        {
            places = (places << Width) | (uint)(atom + 1);
        }
    }

    public static Found None { get; } = new(long.MinValue / 2);

    public long Value { get; }

    public int Length { get; }

    public IEnumerable<int> Atoms => Enumerable.Range(0, Length).Select(At);

    public int First => At(0);

    public int Second => At(1);

    public Found Or(Found other) => CompareTo(other) <= 0 ? this : other;

    public int CompareTo(Found other)
    {
        var order = other.Value.CompareTo(Value);
        order = order != 0 ? order : Length.CompareTo(other.Length);
        return order != 0 ? order : places.CompareTo(other.places);
    }

    private int At(int place) => (int)(places >> ((Length - 1 - place) * Width) & ((1UL << Width) - 1)) - 1;
}

/// <summary>One condition inside a region, the most promising first.</summary>
/// <param name="Bound">More than this no conjunction with it is worth.</param>
/// <param name="Atom">Its place in the table.</param>
/// <param name="Count">Cases of the region.</param>
/// <param name="Price">Of the atom.</param>
internal readonly record struct Candidate(long Bound, int Atom, int Count, long Price) : IComparable<Candidate>
{
    public int CompareTo(Candidate other) => other.Bound.CompareTo(Bound) is not 0 and var order ? order : Atom.CompareTo(other.Atom);
}

/// <summary>Two conditions, with how many cases both hold in.</summary>
internal readonly record struct Pair(Found Found, int Count) : IComparable<Pair>
{
    public int CompareTo(Pair other) => Found.CompareTo(other.Found);
}
