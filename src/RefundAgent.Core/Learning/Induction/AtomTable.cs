using System.Collections.Immutable;
using RefundAgent.Evidence;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// The conditions that a fit may use, with what naming each of them costs: the more facts there are, and the more can be said of the fact,
/// the dearer. Of conditions that hold in the same cases only the cheapest is in it.
/// </summary>
internal sealed class AtomTable
{
    private readonly Dictionary<Atom, int> places;
    private readonly Dictionary<Atom, long> prices;
    private readonly long unknown;
    private readonly ulong[] rows;

    private AtomTable(EvidenceWindow window, Bits within, int facts, Dictionary<Atom, long> prices, ImmutableArray<AtomRow> kept)
    {
        this.prices = prices;
        unknown = PriceOfFact("", facts) + Logarithms.Whole(InductionTerms.CutChoices);
        Window = window;
        Within = within;
        Atoms = [.. kept.Select(row => row.Atom)];
        Prices = [.. Atoms.Select(atom => prices[atom])];
        places = Atoms.Index().ToDictionary(each => each.Item, each => each.Index);
        rows = [.. kept.SelectMany(row => row.Cases)];
        Score = LeafScore.For(LabelsIn(window, within), within.Count);
    }

    public EvidenceWindow Window { get; }

    public Bits Within { get; }

    /// <summary>In canonical order.</summary>
    public ImmutableArray<Atom> Atoms { get; }

    /// <summary>In micro-nats, by atom.</summary>
    public ImmutableArray<long> Prices { get; }

    public LeafScore Score { get; }

    public static AtomTable Of(EvidenceWindow window, Bits within)
    {
        var cases = within.Count;
        var columns = window.Columns.Where(column => Bits.Meet(column.Present, within.Words)).ToImmutableArray();
        var prices = new Dictionary<Atom, long>();
        var rows = new List<AtomRow>();
        foreach (var column in columns)
        {
            var fact = PriceOfFact(column.Name, columns.Length);
            var known = column.Rows.Select(row => row with { Cases = Bits.Both(row.Cases, within.Words) })
                .Where(row => Bits.CountOf(row.Cases) is var count && count >= InductionTerms.LeastSupport && count < cases)
                .ToList();
            var value = fact + Logarithms.Whole(Math.Max(2, known.Count));
            known.ForEach(row => prices[row.Atom] = value);
            rows.AddRange(known);
            foreach (var cut in NumberCuts.Of(column, window, within))
            {
                prices[cut.Atom] = PriceOfFact("", columns.Length) + (Logarithms.Whole(InductionTerms.CutChoices) * 3 / 2);
                rows.Add(cut);
            }
        }

        var seen = new HashSet<Bits>();
        var kept = rows.OrderBy(row => prices[row.Atom]).ThenBy(row => row.Atom, Atom.Canonical).Where(row => seen.Add(new Bits(row.Cases)));
        return new AtomTable(window, within, columns.Length, prices, [.. kept.OrderBy(row => row.Atom, Atom.Canonical)]);
    }

    public ReadOnlySpan<ulong> Row(int atom) => rows.AsSpan(atom * Window.Layout.Words, Window.Layout.Words);

    /// <summary>Of a conjunction, in micro-nats; a condition that nothing here speaks of costs what an unknown fact would.</summary>
    public long PriceOf(IEnumerable<Atom> atoms) =>
        InductionTerms.Price(Logarithms.Whole(2) + atoms.Sum(atom => prices.GetValueOrDefault(atom, unknown)));

    /// <summary>The cases of this table in which all hold, be they conditions of this table or what somebody taught.</summary>
    public ulong[] Where(IEnumerable<Atom> atoms)
    {
        var set = Within.Words.ToArray();
        foreach (var atom in atoms)
        {
            Bits.And(set, places.TryGetValue(atom, out var place) ? Row(place) : Window.Where([atom]), set);
        }

        return set;
    }

    private static long PriceOfFact(string name, int facts)
    {
        var price = Logarithms.Whole(Math.Max(2, facts));
        return name == FactNames.ClaimReason ? price * InductionTerms.ReasonNumerator / InductionTerms.ReasonDenominator : price;
    }

    public static int LabelsIn(EvidenceWindow window, Bits within)
    {
        var counts = new int[window.Layout.Parts];
        window.Layout.Count(within.Words, counts);
        return Math.Clamp(counts[..^1].Count(count => count > 0) + counts[^1], 2, InductionTerms.MostLabels);
    }
}
