using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Learning;
using RefundAgent.Proposals;

namespace RefundAgent.Controls;

/// <summary>
/// What people's words change of what was learned, without changing what is learned: a pure fold of the control log that is laid over any
/// version. Of two words about the same thing the later counts.
/// </summary>
public sealed record Overlay
{
    public static Overlay None { get; } = new();

    /// <summary>The version that a person rolled back to and nobody resumed from since.</summary>
    public ContextVersion? HeldAt { get; private init; }

    /// <summary>The newest first.</summary>
    public ImmutableArray<LearnedItem> Pinned { get; private init; } = [];

    public ImmutableHashSet<LearnedItemId> RetiredItems { get; private init; } = [];

    /// <summary>With every refit of the guidelines that were retired.</summary>
    public ImmutableHashSet<string> RetiredSegments { get; private init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>By segment, the ledger sequence up to which people's agreement earns it nothing any more.</summary>
    public ImmutableSortedDictionary<string, long> Demoted { get; private init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>True for those that were accepted.</summary>
    public ImmutableDictionary<ProposalId, bool> Answered { get; private init; } = ImmutableDictionary<ProposalId, bool>.Empty;

    public static Overlay Of(IEnumerable<ControlEntry> log) => log.Aggregate(None, (overlay, entry) => overlay.With(entry.Control));

    /// <summary>
    /// What lies over a version that was rolled back to. It comes back as it was, with the items that were retired before; only what has
    /// been said of items since is laid over it. A demoted segment stays demoted, since to have lost trust is nothing that a rollback undoes.
    /// </summary>
    public static Overlay SinceRollback(ImmutableArray<ControlEntry> log)
    {
        var all = Of(log);
        var since = Of(log.Skip(1 + log.ToList().FindLastIndex(entry => entry.Control is Control.Rollback)));
        return all with { Pinned = since.Pinned, RetiredItems = since.RetiredItems, RetiredSegments = since.RetiredSegments };
    }

    /// <summary>The sequence after which the learner counts agreement for the segment; 0 where nobody demoted it.</summary>
    public long DemotedAfter(string segment) => Demoted.GetValueOrDefault(segment);

    /// <summary>Any version with everything laid over it; laid over twice, it is the same as once.</summary>
    public LearnedContext Apply(LearnedContext learned) => learned with
    {
        Items = Pinned.IsEmpty && !learned.Items.Any(IsRetired) ? learned.Items : ItemsOver(learned),
        Segments = learned.Segments.SetItems(learned.Segments
            .Where(each => each.Value.Earned && each.Value.CountedAfter < DemotedAfter(each.Key))
            .Select(each => KeyValuePair.Create(each.Key, each.Value.Demote()))),
        Proposals = learned.Proposals.RemoveAll(proposal => Answered.ContainsKey(proposal.Id)),
    };

    private Overlay With(Control control) => control switch
    {
        Control.Rollback rollback => this with { HeldAt = rollback.To },
        Control.Resume => this with { HeldAt = null },
        Control.RetireItem retire => this with
        {
            Pinned = Pinned.RemoveAll(item => item.Id == retire.Item || (retire.Segment is not null && SegmentOf(item) == retire.Segment)),
            RetiredItems = RetiredItems.Add(retire.Item),
            RetiredSegments = retire.Segment is { } segment ? RetiredSegments.Add(segment) : RetiredSegments,
        },
        Control.PinItem pin => this with
        {
            Pinned = Pinned.RemoveAll(item => item.Id == pin.Item.Id).Insert(0, pin.Item),
            RetiredItems = RetiredItems.Remove(pin.Item.Id),
            RetiredSegments = SegmentOf(pin.Item) is { } segment ? RetiredSegments.Remove(segment) : RetiredSegments,
        },
        Control.DemoteSegment demote => this with { Demoted = Demoted.SetItem(demote.Segment, Math.Max(demote.After, DemotedAfter(demote.Segment))) },
        Control.AnswerProposal answer => this with { Answered = Answered.SetItem(answer.Proposal, answer.Accepted) },
        Control.EraseCases erase => this with
        {
            Pinned = Pinned.RemoveAll(item => item is LearnedItem.Precedent precedent && erase.Decisions.Contains(precedent.Decision)),
        },
        _ => this,
    };

    /// <summary>Pins before all, guidelines before cases, and of the cases the newest: what finds no room is least missed.</summary>
    private ImmutableArray<LearnedItem> ItemsOver(LearnedContext learned)
    {
        var known = learned.Items.ToDictionary(item => item.Id);
        var cases = Pinned.OfType<LearnedItem.Precedent>().Select(each => (each.Decision, each.Claim)).ToHashSet();
        var pins = Pinned.Select(pin => pin.Id).ToHashSet();
        var rest = learned.Items
            .Where(item => !IsRetired(item) && !pins.Contains(item.Id))
            .Where(item => item is not LearnedItem.Precedent precedent || !cases.Contains((precedent.Decision, precedent.Claim)))
            .ToLookup(item => item is LearnedItem.Precedent);
        var places = 0;
        return
        [
            .. Pinned.Select(pin => known.TryGetValue(pin.Id, out var same) ? WithCreditOf(same, pin) : pin)
                .Concat(rest[false].OrderBy(PlaceOf).ThenBy(item => item.Id.Value, StringComparer.Ordinal))
                .Concat(rest[true].Cast<LearnedItem.Precedent>().OrderByDescending(each => each.Sequence))
                .Take(LearnedContext.MostItems)
                .Select(item => item is LearnedItem.Guideline guideline ? guideline with { Place = places++ } : item)
                .OrderBy(item => item.Id.Value, StringComparer.Ordinal),
        ];
    }

    private bool IsRetired(LearnedItem item) =>
        RetiredItems.Contains(item.Id) || (SegmentOf(item) is { } segment && RetiredSegments.Contains(segment));

    private static LearnedItem WithCreditOf(LearnedItem known, LearnedItem pin) =>
        pin with { Helpful = known.Helpful, Harmful = known.Harmful, Reviewers = known.Reviewers };

    private static string? SegmentOf(LearnedItem item) => (item as LearnedItem.Guideline)?.Segment;

    /// <summary>Tone notes have none, and come after the guidelines.</summary>
    private static int PlaceOf(LearnedItem item) => item is LearnedItem.Guideline guideline ? guideline.Place : int.MaxValue;
}
