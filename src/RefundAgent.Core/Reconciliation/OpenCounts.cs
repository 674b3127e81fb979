using System.Collections.Concurrent;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Reconciliation;

/// <summary>
/// Remembers what each open decision waits for, so that a run which had no time for all of them still knows the sum and nothing is read just
/// to be counted. After a restart it has seen all of them once a round is through.
/// </summary>
internal sealed class OpenCounts
{
    private readonly ConcurrentDictionary<TenantId, ConcurrentDictionary<DecisionId, OpenCount>> tenants = new();

    public void Put(DecisionRecord record) => Of(record.Tenant)[record.Id] = OpenCount.Of(record);

    /// <param name="tenant">Whose.</param>
    /// <param name="open">All that are open; what is done with is forgotten.</param>
    public OpenCount Sum(TenantId tenant, IReadOnlyCollection<DecisionId> open)
    {
        var known = Of(tenant);
        foreach (var done in known.Keys.Except(open))
        {
            known.TryRemove(done, out _);
        }

        return known.Values.Aggregate(default(OpenCount), (sum, each) => sum + each);
    }

    private ConcurrentDictionary<DecisionId, OpenCount> Of(TenantId tenant) => tenants.GetOrAdd(tenant, _ => new());
}
