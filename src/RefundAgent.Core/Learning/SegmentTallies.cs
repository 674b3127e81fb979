using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Records;

namespace RefundAgent.Learning;

/// <summary>What people said of the newest rulings of each segment, as ruled at the time.</summary>
internal sealed class SegmentTallies
{
    /// <summary>Rulings that are remembered a segment: agreement of long ago says little of today.</summary>
    public const int Most = 200;

    /// <summary>Rulings that <see cref="Disagreement"/> is a share of: as many as a window of a replay's curve.</summary>
    public const int Newest = 50;

    private const int MostSegments = 500;

    private readonly SortedDictionary<string, List<JudgedRuling>> segments = new(StringComparer.Ordinal);
    private readonly HashSet<(string, DecisionId, ClaimId)> known = [];

    public SegmentTallies(IEnumerable<KeyValuePair<string, ImmutableArray<JudgedRuling>>> saved)
    {
        foreach (var (segment, rulings) in saved)
        {
            segments.Add(segment, [.. rulings]);
            known.UnionWith(rulings.Select(each => KeyOf(segment, each)));
        }
    }

    public IEnumerable<KeyValuePair<string, ImmutableArray<JudgedRuling>>> All =>
        segments.Select(each => KeyValuePair.Create(each.Key, each.Value.ToImmutableArray()));

    /// <summary>Of the newest rulings of all segments that a person judged, the share that the person did not agree with; null where none was.</summary>
    public double? Disagreement
    {
        get
        {
            var newest = segments.Values.SelectMany(rulings => rulings).Where(judged => judged.Said is not null)
                .OrderByDescending(judged => judged.Sequence).Take(Newest).ToList();
            return newest.Count == 0 ? null : newest.Count(judged => !judged.Agreed) / (double)newest.Count;
        }
    }

    public ImmutableArray<JudgedRuling> Of(string segment) => segments.TryGetValue(segment, out var rulings) ? [.. rulings] : [];

    /// <summary>
    /// The last word on a ruling counts: a person's in the place that the ruling had, an outcome as of today, since what a bank takes back
    /// now must not hide behind the agreement that came after the ruling.
    /// </summary>
    /// <returns>The word before; null for the first.</returns>
    public JudgedRuling? Put(string segment, JudgedRuling judged)
    {
        if (!segments.TryGetValue(segment, out var rulings))
        {
            MakeRoom();
            segments.Add(segment, rulings = []);
        }

        if (!known.Add(KeyOf(segment, judged)))
        {
            var place = rulings.FindLastIndex(each => each.Decision == judged.Decision && each.Claim == judged.Claim);
            var before = rulings[place];
            rulings.RemoveAt(place);
            rulings.Insert(judged.Said is null ? rulings.Count : place, judged);
            return before;
        }

        rulings.Add(judged);
        if (rulings.Count > Most)
        {
            known.Remove(KeyOf(segment, rulings[0]));
            rulings.RemoveAt(0);
        }

        return null;
    }

    public void Forget(string segment)
    {
        if (segments.Remove(segment, out var rulings))
        {
            known.ExceptWith(rulings.Select(each => KeyOf(segment, each)));
        }
    }

    /// <summary>The segment that has been silent for longest.</summary>
    private void MakeRoom()
    {
        if (segments.Count >= MostSegments)
        {
            Forget(segments.MinBy(each => each.Value[^1].Sequence).Key);
        }
    }

    private static (string, DecisionId, ClaimId) KeyOf(string segment, JudgedRuling ruling) => (segment, ruling.Decision, ruling.Claim);
}

/// <summary>A ruling that somebody has judged, or that an outcome has.</summary>
/// <param name="Decision">Of the ruling.</param>
/// <param name="Claim">Of the ruling.</param>
/// <param name="Sequence">Of the row in the ledger.</param>
/// <param name="Agreed">Outcome and amount were right.</param>
/// <param name="By">Who said so.</param>
/// <param name="Said">What the person would have ruled; null where an outcome spoke and no person.</param>
/// <param name="Payout">Minor units that the ruling gave.</param>
public sealed record JudgedRuling(DecisionId Decision, ClaimId Claim, long Sequence, bool Agreed, PrincipalId By, VerdictLabel? Said, long Payout);
