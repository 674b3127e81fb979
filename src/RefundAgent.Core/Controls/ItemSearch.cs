using RefundAgent.Context;
using RefundAgent.Tickets;

namespace RefundAgent.Controls;

/// <summary>Finds a learned item by its id, in force or not: what was retired must be there to be pinned.</summary>
public sealed class ItemSearch(IContextStore contexts)
{
    /// <summary>A version is up to 500 items, and an operator waits.</summary>
    private const int MostVersions = 100;

    /// <summary>The item, as the version in force has it, else as the newest of the last hundred versions that has it.</summary>
    public async Task<FoundItem?> FindAsync(TenantId tenant, LearnedItemId id, CancellationToken cancellationToken)
    {
        var active = (await contexts.ReadPointerAsync(tenant, cancellationToken)).Context;
        if (await FindInAsync(tenant, active, id, cancellationToken) is { } inForce)
        {
            return new FoundItem(inForce, active, InForce: true);
        }

        var seen = 0;
        await foreach (var saved in contexts.ListAsync(tenant, null, cancellationToken))
        {
            if (await FindInAsync(tenant, saved.Version, id, cancellationToken) is { } item)
            {
                return new FoundItem(item, saved.Version, InForce: false);
            }

            if (++seen == MostVersions)
            {
                break;
            }
        }

        return null;
    }

    private async Task<LearnedItem?> FindInAsync(TenantId tenant, ContextVersion version, LearnedItemId id, CancellationToken cancellationToken) =>
        (await contexts.FindAsync(tenant, version, cancellationToken))?.Items.FirstOrDefault(item => item.Id == id);
}

/// <param name="Item">As that version has it.</param>
/// <param name="Version">Where it was found.</param>
/// <param name="InForce">That version is in force.</param>
public sealed record FoundItem(LearnedItem Item, ContextVersion Version, bool InForce);
