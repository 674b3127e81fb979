using System.Collections.Immutable;
using RefundAgent.Records;

namespace RefundAgent.Learning;

/// <summary>
/// Customers who came back, or rated badly, what a segment did alone. It makes people look at the segment more often and does nothing else:
/// who complains is right or wrong, and only a person can say which.
/// </summary>
internal sealed class Complaints
{
    /// <summary>The newest of a segment; more than this change nothing any more.</summary>
    public const int Most = 20;

    private const int MostSegments = 500;

    private readonly SortedDictionary<string, List<Complaint>> segments = new(StringComparer.Ordinal);

    public Complaints(IEnumerable<KeyValuePair<string, ImmutableArray<Complaint>>> saved)
    {
        foreach (var (segment, complaints) in saved)
        {
            segments.Add(segment, [.. complaints]);
        }
    }

    public ImmutableArray<KeyValuePair<string, ImmutableArray<Complaint>>> All =>
        [.. segments.Select(each => KeyValuePair.Create(each.Key, each.Value.ToImmutableArray()))];

    /// <param name="since">Older ones are forgotten with the rulings of their time.</param>
    public int Of(string segment, long since) => segments.TryGetValue(segment, out var known) ? known.Count(each => each.Sequence >= since) : 0;

    /// <returns>False where the same decision was complained about before.</returns>
    public bool Add(string segment, Complaint complaint)
    {
        if (!segments.TryGetValue(segment, out var known))
        {
            if (segments.Count >= MostSegments)
            {
                segments.Remove(segments.MinBy(each => each.Value[^1].Sequence).Key);
            }

            segments.Add(segment, known = []);
        }

        if (known.Exists(each => each.Decision == complaint.Decision))
        {
            return false;
        }

        known.Add(complaint);
        if (known.Count > Most)
        {
            known.RemoveAt(0);
        }

        return true;
    }
}

/// <param name="Decision">That was complained about.</param>
/// <param name="Sequence">Of the row in the ledger.</param>
public sealed record Complaint(DecisionId Decision, long Sequence);
