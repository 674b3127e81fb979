using System.Collections.Immutable;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// The evidence as sets of cases, one for every condition that could be asked, made once and shared by all fits over parts of it.
/// A fit sees only the cases it is given: what the others say touches neither its cuts nor its prices, so a list can be judged by them.
/// </summary>
public sealed class EvidenceWindow
{
    private readonly Lazy<AtomTable> whole;

    private EvidenceWindow(ImmutableArray<EvidenceCase> cases)
    {
        Cases = cases;
        Layout = CaseLayout.Of(cases);
        Speakers = Speakers.Of(cases);
        Columns = FactColumn.Of(cases, Layout);
        All = Within(_ => true);
        whole = new Lazy<AtomTable>(() => AtomTable.Of(this, All));
    }

    /// <summary>In ledger order.</summary>
    public ImmutableArray<EvidenceCase> Cases { get; }

    public Bits All { get; }

    internal CaseLayout Layout { get; }

    internal Speakers Speakers { get; }

    /// <summary>By the fact's name, ordinal.</summary>
    internal ImmutableArray<FactColumn> Columns { get; }

    /// <summary>What can be asked of the whole window.</summary>
    internal AtomTable Whole => whole.Value;

    /// <param name="cases">In ledger order.</param>
    /// <exception cref="ArgumentException">The cases are not in ledger order.</exception>
    public static EvidenceWindow Of(IReadOnlyList<EvidenceCase> cases)
    {
        for (var i = 1; i < cases.Count; i++)
        {
            if (cases[i].Sequence < cases[i - 1].Sequence)
            {
                throw new ArgumentException(
                    $"Evidence must be in ledger order: sequence {cases[i].Sequence} comes after {cases[i - 1].Sequence}.", nameof(cases));
            }
        }

        return new EvidenceWindow([.. cases]);
    }

    public Bits Within(Func<EvidenceCase, bool> keep)
    {
        var set = new ulong[Layout.Words];
        for (var i = 0; i < Cases.Length; i++)
        {
            if (keep(Cases[i]))
            {
                Bits.Set(set, Layout.BitOf[i]);
            }
        }

        return new Bits(set);
    }

    /// <summary>What a list may be learned from that <paramref name="fold"/> is to judge.</summary>
    public Bits ExceptFold(int fold) => Within(each => each.Fold != fold);

    /// <summary>The cases in which all of <paramref name="atoms"/> hold.</summary>
    internal ulong[] Where(IEnumerable<Atom> atoms)
    {
        var set = All.Words.ToArray();
        foreach (var atom in atoms)
        {
            Bits.And(set, Where(atom), set);
        }

        return set;
    }

    /// <summary>How many people spoke.</summary>
    internal int People(Bits within)
    {
        var support = new Support(Speakers);
        foreach (var index in Layout.Cases(within.Words.ToArray()))
        {
            support.Add(index);
        }

        return support.Count;
    }

    private ulong[] Where(Atom atom)
    {
        var column = FactColumn.Find(Columns, atom.Fact);
        return column?.Where(atom) ?? Within(each => atom.Holds(each.Facts)).Words.ToArray();
    }
}
