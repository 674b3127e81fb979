using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Records;

namespace RefundAgent.Learning;

/// <summary>
/// The head while it is being folded: a learned context with the indexes that make one event cost the same however much was learned.
/// Everything in it can be rebuilt from a saved version, so a crash loses nothing but work.
/// </summary>
public sealed class LearnerState
{
    /// <summary>A decision reads all items, and a model pays for each by the token: more than this helps neither.</summary>
    public const int MostItems = 500;

    private const int MostSegments = 500;

    // Before Empty, which needs it.
    private static readonly IComparer<LearnedItemId> ById =
        Comparer<LearnedItemId>.Create((left, right) => string.CompareOrdinal(left.Value, right.Value));

    private readonly ImmutableSortedDictionary<LearnedItemId, LearnedItem> items;
    private readonly ImmutableDictionary<(DecisionId, ClaimId), LearnedItemId> byCase;
    private readonly ImmutableSortedDictionary<long, LearnedItemId> bySequence;

    private LearnerState(
        long through,
        ImmutableSortedDictionary<string, SegmentTally> segments,
        ImmutableSortedDictionary<LearnedItemId, LearnedItem> items,
        ImmutableDictionary<(DecisionId, ClaimId), LearnedItemId> byCase,
        ImmutableSortedDictionary<long, LearnedItemId> bySequence)
    {
        Through = through;
        Segments = segments;
        this.items = items;
        this.byCase = byCase;
        this.bySequence = bySequence;
    }

    public static LearnerState Empty { get; } = From(LearnedContext.Empty);

    /// <summary>The last ledger sequence folded in.</summary>
    public long Through { get; }

    /// <summary>Items held.</summary>
    public int Count => items.Count;

    public ImmutableSortedDictionary<string, SegmentTally> Segments { get; }

    public static LearnerState From(LearnedContext context)
    {
        var precedents = context.Items.OfType<LearnedItem.Precedent>().ToImmutableArray();
        return new LearnerState(
            context.Through,
            context.Segments,
            context.Items.ToImmutableSortedDictionary(item => item.Id, item => item, ById),
            precedents.ToImmutableDictionary(item => (item.Decision, item.Claim), item => item.Id),
            precedents.ToImmutableSortedDictionary(item => item.Sequence, item => item.Id));
    }

    public LearnedContext ToContext(ContextVersion version) =>
        new() { Version = version, Items = [.. items.Values], Through = Through, Segments = Segments };

    /// <summary>True where a decision could tell the difference.</summary>
    public bool TeachesTheSameAs(LearnerState other) =>
        ReferenceEquals(this, other) || (ReferenceEquals(items, other.items) && ReferenceEquals(Segments, other.Segments));

    internal LearnedItem? Find(LearnedItemId id) => items.GetValueOrDefault(id);

    internal LearnerState At(long sequence) => new(sequence, Segments, items, byCase, bySequence);

    /// <summary>Puts the case's verdict in the place of the one it had; the oldest precedent makes room.</summary>
    internal LearnerState With(LearnedItem.Precedent precedent)
    {
        var room = Without(precedent.Decision, precedent.Claim);
        if (room.items.Count >= MostItems && room.bySequence.Count > 0)
        {
            var oldest = (LearnedItem.Precedent)room.items[room.bySequence.First().Value];
            room = room.Without(oldest.Decision, oldest.Claim);
        }

        return new LearnerState(
            Through,
            Segments,
            room.items.Add(precedent.Id, precedent),
            room.byCase.Add((precedent.Decision, precedent.Claim), precedent.Id),
            room.bySequence.Add(precedent.Sequence, precedent.Id));
    }

    internal LearnerState Without(DecisionId decision, ClaimId claim) =>
        byCase.TryGetValue((decision, claim), out var id) && items[id] is LearnedItem.Precedent known
            ? new LearnerState(Through, Segments, items.Remove(id), byCase.Remove((decision, claim)), bySequence.Remove(known.Sequence))
            : this;

    /// <summary>Adds to an item's credit or takes back; items that are gone earn nothing.</summary>
    internal LearnerState Credit(LearnedItemId id, int helpful, int harmful) =>
        items.TryGetValue(id, out var item)
            ? new LearnerState(Through, Segments, items.SetItem(id, item with
            {
                Helpful = Math.Max(0, item.Helpful + helpful),
                Harmful = Math.Max(0, item.Harmful + harmful),
            }), byCase, bySequence)
            : this;

    internal LearnerState Tally(string segment, int agreed, int reviewed)
    {
        var (oldAgreed, oldReviewed) = Segments.GetValueOrDefault(segment) ?? new SegmentTally(0, 0);
        var tally = new SegmentTally(Math.Max(0, oldAgreed + agreed), Math.Max(0, oldReviewed + reviewed));
        var tallied = tally.Reviewed == 0 ? Segments.Remove(segment) : Segments.SetItem(segment, tally);
        if (tallied.Count > MostSegments)
        {
            tallied = tallied.Remove(tallied.Where(each => each.Key != segment).MinBy(each => each.Value.Reviewed).Key);
        }

        return new LearnerState(Through, tallied, items, byCase, bySequence);
    }
}
