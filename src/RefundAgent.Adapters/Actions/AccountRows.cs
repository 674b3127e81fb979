using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Actions;

/// <summary>
/// A customer's totals as rows: one guard row with the rolling window, whose ETag every change of the account must win, and one row an
/// order. They sort before the refunds themselves, so that reading the account is one short range.
/// </summary>
internal sealed class AccountRows(ITable ledger)
{
    /// <summary>The mark of an account that has no row yet; null would say that nothing is known.</summary>
    public const string NoRow = "";

    private const string GuardPrefix = "account";
    private const string OrderPrefix = "order";
    private const string AfterOrders = "p";

    /// <summary>Kept a little longer than the window, so that two clocks that disagree cannot lose a refund out of it.</summary>
    private static readonly TimeSpan KeptFor = CustomerAccount.Window + TimeSpan.FromDays(1);

    public static string Partition(TenantId tenant, CustomerId customer) =>
        KeyText.Join(KeyText.Encode(tenant.Value), KeyText.Encode(customer.Value));

    public async Task<CustomerAccount> ReadAsync(string partition, CancellationToken cancellationToken)
    {
        var orders = ImmutableDictionary.CreateBuilder<OrderId, OrderTotal>();
        ImmutableArray<RecentRefund> recent = [];
        var etag = NoRow;
        var query = new RowQuery { PartitionFrom = partition, KeyFrom = GuardPrefix, KeyTo = AfterOrders };
        await foreach (var row in ledger.QueryAsync(query, cancellationToken))
        {
            if (row.Key.StartsWith(GuardPrefix, StringComparison.Ordinal))
            {
                (recent, etag) = (row.Read<Guard>(ledger.Name).Recent, row.ETag!);
            }
            else
            {
                var stored = row.Read<StoredTotal>(ledger.Name);
                orders[stored.Order] = new OrderTotal(stored.Committed, stored.Units);
            }
        }

        return new CustomerAccount { Orders = orders.ToImmutable(), Recent = recent, ETag = etag };
    }

    /// <summary>The two rows that make <paramref name="after"/> out of what stands under <paramref name="etag"/>.</summary>
    public static IEnumerable<RowWrite> Change(string partition, string etag, CustomerAccount after, RefundEntry entry)
    {
        var recent = after.Recent.RemoveAll(refund => refund.At <= entry.PlannedAt - KeptFor);
        var guard = Row.Of(partition, GuardKey(entry.Customer), new Guard(recent));
        yield return etag == NoRow ? RowWrite.Insert(guard) : RowWrite.Replace(guard with { ETag = etag });

        var total = after.Orders[entry.Order];
        var key = KeyText.Join(OrderPrefix, KeyText.Encode(entry.Order.Value));
        yield return RowWrite.Put(Row.Of(partition, key, new StoredTotal(entry.Order, total.Committed, total.Units)));
    }

    /// <summary>The customer again: Azurite finds a row by its row key first, and would look through every customer's guard for one.</summary>
    private static string GuardKey(CustomerId customer) => KeyText.Join(GuardPrefix, KeyText.Encode(customer.Value));

    private sealed record Guard(ImmutableArray<RecentRefund> Recent);

    private sealed record StoredTotal(OrderId Order, Money Committed, ImmutableDictionary<ItemId, int> Units);
}
