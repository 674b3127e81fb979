namespace RefundAgent.Learning.Induction;

/// <summary>A conjunction of up to three atoms of a table, by their places, with its value. Better is: more value, then shorter, then first by place.</summary>
internal readonly struct Found : IComparable<Found>
{
    /// <summary>Bits for one place, which is written one higher so that 0 is "none".</summary>
    private const int Width = 21;

    private readonly ulong places;

    private Found(long value, int length, ulong places)
    {
        Value = value;
        Length = length;
        this.places = places;
    }

    public static Found None { get; } = new(long.MinValue / 2, 0, 0);

    public long Value { get; }

    public int Length { get; }

    public IEnumerable<int> Atoms => Enumerable.Range(0, Length).Select(At);

    public static Found Of(long value, int atom) => new(value, 1, Place(atom));

    public static Found Of(long value, int one, int two) => new(value, 2, Place(Math.Min(one, two)) << Width | Place(Math.Max(one, two)));

    public static Found Of(long value, int one, int two, int three)
    {
        var (first, last) = (Math.Min(one, Math.Min(two, three)), Math.Max(one, Math.Max(two, three)));
        return new Found(value, 3, ((Place(first) << Width | Place(one + two + three - first - last)) << Width) | Place(last));
    }

    public Found Or(Found other) => CompareTo(other) <= 0 ? this : other;

    public int CompareTo(Found other)
    {
        var order = other.Value.CompareTo(Value);
        order = order != 0 ? order : Length.CompareTo(other.Length);
        return order != 0 ? order : places.CompareTo(other.places);
    }

    private static ulong Place(int atom) => (uint)(atom + 1);

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

/// <summary>Two conditions, by their places in the table, with how many cases both hold in.</summary>
internal readonly record struct Pair(int First, int Second, int Count);
