using RefundAgent.Records;

namespace RefundAgent.Learning;

/// <summary>
/// The newest labelled cases in the order of the ledger, one row a case. Cases that a manager marked as must-pass outlast the others.
/// </summary>
internal sealed class Evidence
{
    private const int MostMustPass = 200;

    private readonly int most;
    private readonly List<EvidenceCase> cases;
    private readonly Dictionary<(DecisionId, ClaimId), EvidenceCase> byCase;
    private int mustPass;

    public Evidence(int most, IEnumerable<EvidenceCase> known)
    {
        this.most = most;
        cases = [.. known];
        byCase = cases.ToDictionary(KeyOf);
        mustPass = cases.Count(each => each.MustPass);
    }

    /// <summary>Ascending by sequence.</summary>
    public IReadOnlyList<EvidenceCase> Cases => cases;

    public EvidenceCase? Find(DecisionId decision, ClaimId claim) => byCase.GetValueOrDefault((decision, claim));

    /// <summary>Adds what nobody has said of this case before; the oldest case makes room.</summary>
    public void Add(EvidenceCase fresh)
    {
        Remove(fresh.Decision, fresh.Claim);
        cases.Add(fresh);
        byCase.Add(KeyOf(fresh), fresh);
        mustPass += fresh.MustPass ? 1 : 0;
        if (cases.Count > most)
        {
            RemoveAt(cases.FindIndex(each => !each.MustPass || mustPass > MostMustPass));
        }
    }

    /// <summary>The same verdict with more people behind it: it keeps its place.</summary>
    public void Strengthen(EvidenceCase known)
    {
        var place = PlaceOf(known.Sequence);
        mustPass += (known.MustPass ? 1 : 0) - (cases[place].MustPass ? 1 : 0);
        cases[place] = byCase[KeyOf(known)] = known;
    }

    public void Remove(DecisionId decision, ClaimId claim)
    {
        if (byCase.TryGetValue((decision, claim), out var known))
        {
            RemoveAt(PlaceOf(known.Sequence));
        }
    }

    public void Remove(IReadOnlySet<long> sequences)
    {
        foreach (var gone in cases.Where(each => sequences.Contains(each.Sequence)).ToList())
        {
            Remove(gone.Decision, gone.Claim);
        }
    }

    private void RemoveAt(int place)
    {
        mustPass -= cases[place].MustPass ? 1 : 0;
        byCase.Remove(KeyOf(cases[place]));
        cases.RemoveAt(place);
    }

    private int PlaceOf(long sequence)
    {
        var (low, high) = (0, cases.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = cases[middle].Sequence < sequence ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static (DecisionId, ClaimId) KeyOf(EvidenceCase about) => (about.Decision, about.Claim);
}
