using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Controls;

/// <summary>Tells all there is to know about one learned item: what it says, since when, who taught it by what, and what was said of it.</summary>
public sealed class ItemHistory(
    ItemSearch items, IContextStore contexts, ILearnerCheckpoints checkpoints, IFeedbackLedger ledger, IControlLog log)
{
    /// <summary>Of the newest versions and of the newest cases; the rest are as many rows more to read.</summary>
    private const int Most = 100;

    /// <returns>Null where none of the last hundred versions has it.</returns>
    public async Task<ItemStory?> FindAsync(TenantId tenant, LearnedItemId id, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(tenant, id, cancellationToken) is not { } found)
        {
            return null;
        }

        var context = (await contexts.FindAsync(tenant, found.Version, cancellationToken))!;
        var known = await checkpoints.FindAsync(tenant, cancellationToken);
        var evidence = ItemEvidence.Of(found.Item, context, known?.Evidence ?? []);
        var said = (await log.ReadAsync(tenant, cancellationToken)).Where(entry => IsAbout(entry.Control, found.Item));
        return new ItemStory(
            found, await VersionsAsync(tenant, id, cancellationToken), evidence, await EventsAsync(tenant, evidence.Cases, cancellationToken), [.. said]);
    }

    private async Task<ImmutableArray<ContextVersion>> VersionsAsync(TenantId tenant, LearnedItemId id, CancellationToken cancellationToken)
    {
        var with = ImmutableArray.CreateBuilder<ContextVersion>();
        var seen = 0;
        await foreach (var saved in contexts.ListAsync(tenant, null, cancellationToken))
        {
            if (seen++ == Most)
            {
                break;
            }

            if ((await contexts.FindAsync(tenant, saved.Version, cancellationToken))?.Items.Any(item => item.Id == id) == true)
            {
                with.Add(saved.Version);
            }
        }

        return with.ToImmutable();
    }

    private async Task<ImmutableArray<LedgerEntry>> EventsAsync(TenantId tenant, ImmutableArray<CaseBehind> cases, CancellationToken cancellationToken)
    {
        var events = new List<LedgerEntry>();
        foreach (var decision in cases.TakeLast(Most).Select(each => each.Decision).Distinct())
        {
            events.AddRange((await ledger.OfDecisionAsync(tenant, decision, cancellationToken)).Where(entry => entry.Event.Kind != FeedbackKind.Lesson));
        }

        return [.. events.OrderBy(entry => entry.Sequence)];
    }

    private static bool IsAbout(Control control, LearnedItem item) => control switch
    {
        Control.RetireItem retire => retire.Item == item.Id || (retire.Segment is { } segment && (item as LearnedItem.Guideline)?.Segment == segment),
        Control.PinItem pin => pin.Item.Id == item.Id,
        Control.DemoteSegment demote => (item as LearnedItem.Guideline)?.Segment == demote.Segment,
        _ => false,
    };
}

/// <param name="Found">The item, and where it was found.</param>
/// <param name="Versions">Of the last hundred those that have it, the newest first.</param>
/// <param name="Evidence">The cases behind it that the learner still holds.</param>
/// <param name="Events">What people said of the newest hundred of these, in the order of the ledger.</param>
/// <param name="Said">Entries of the control log about it.</param>
public sealed record ItemStory(
    FoundItem Found, ImmutableArray<ContextVersion> Versions, ItemEvidence Evidence, ImmutableArray<LedgerEntry> Events, ImmutableArray<ControlEntry> Said);
