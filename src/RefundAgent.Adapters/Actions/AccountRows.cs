using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Actions;

/// <summary>
/// A customer's totals as rows: one guard row with the rolling window, whose ETag every change of the account must win, one row an order,
/// and one a payment that the provider has reported something of. They sort before the refunds themselves, so that reading the account is
/// one short range.
/// </summary>
internal sealed class AccountRows(ITable ledger)
{
    /// <summary>The mark of an account that has no row yet; null would say that nothing is known.</summary>
    public const string NoRow = "";

    private const string GuardPrefix = "account";
    private const string OrderPrefix = "order";
    private const string PaymentPrefix = "payment";
    private const string AfterPayments = "q";

    /// <summary>Kept a little longer than is asked for, so that two clocks that disagree cannot lose a refund out of it.</summary>
    private static readonly TimeSpan KeptFor = CustomerAccount.History + TimeSpan.FromDays(1);

    public static string Partition(TenantId tenant, CustomerId customer) =>
        KeyText.Join(KeyText.Encode(tenant.Value), KeyText.Encode(customer.Value));

    public async Task<CustomerAccount> ReadAsync(string partition, CancellationToken cancellationToken)
    {
        var orders = ImmutableDictionary.CreateBuilder<OrderId, OrderTotal>();
        var payments = ImmutableDictionary.CreateBuilder<PaymentReference, PaymentState>();
        ImmutableArray<RecentRefund> recent = [];
        var etag = NoRow;
        var query = new RowQuery { PartitionFrom = partition, KeyFrom = GuardPrefix, KeyTo = AfterPayments };
        await foreach (var row in ledger.QueryAsync(query, cancellationToken))
        {
            if (row.Key.StartsWith(GuardPrefix, StringComparison.Ordinal))
            {
                (recent, etag) = (row.Read<Guard>(ledger.Name).Recent, row.ETag!);
            }
            else if (row.Key.StartsWith(PaymentPrefix, StringComparison.Ordinal))
            {
                var stored = row.Read<StoredPayment>(ledger.Name);
                payments[stored.Payment] = stored.State;
            }
            else
            {
                var stored = row.Read<StoredTotal>(ledger.Name);
                orders[stored.Order] = stored.Total;
            }
        }

        return new CustomerAccount { Orders = orders.ToImmutable(), Payments = payments.ToImmutable(), Recent = recent, ETag = etag };
    }

    /// <summary>The two rows that make <paramref name="after"/> out of what stands under <paramref name="etag"/>.</summary>
    public static IEnumerable<RowWrite> Change(string partition, string etag, CustomerAccount after, RefundEntry entry)
    {
        yield return Guarded(partition, etag, entry.Customer, after.Recent.RemoveAll(refund => refund.At <= entry.PlannedAt - KeptFor));
        var key = KeyText.Join(OrderPrefix, KeyText.Encode(entry.Order.Value));
        yield return RowWrite.Put(Row.Of(partition, key, Stored(entry.Order, after.Orders[entry.Order])));
    }

    /// <summary>The two rows that note what the provider reports of a payment.</summary>
    public static IEnumerable<RowWrite> Mark(
        string partition, CustomerId customer, CustomerAccount account, PaymentReference payment, PaymentState state)
    {
        yield return Guarded(partition, account.ETag!, customer, account.Recent);
        var key = KeyText.Join(PaymentPrefix, KeyText.Encode(payment.Value));
        yield return RowWrite.Put(Row.Of(partition, key, new StoredPayment(payment, state)));
    }

    /// <summary>The customer again: Azurite finds a row by its row key first, and would look through every customer's guard for one.</summary>
    private static RowWrite Guarded(string partition, string etag, CustomerId customer, ImmutableArray<RecentRefund> recent)
    {
        var guard = Row.Of(partition, KeyText.Join(GuardPrefix, KeyText.Encode(customer.Value)), new Guard(recent));
        return etag == NoRow ? RowWrite.Insert(guard) : RowWrite.Replace(guard with { ETag = etag });
    }

    private static StoredTotal Stored(OrderId order, OrderTotal total) => new(order, total.Committed, total.Units, total.Payments, total.Shipping);

    private sealed record Guard(ImmutableArray<RecentRefund> Recent);

    /// <param name="Payments">Absent in rows of versions that knew one payment an order.</param>
    /// <param name="Shipping">Absent in rows of versions that did not tell delivery from goods.</param>
    private sealed record StoredTotal(
        OrderId Order, Money Committed, ImmutableDictionary<ItemId, int> Units, ImmutableDictionary<PaymentReference, Money>? Payments, Money? Shipping = null)
    {
        [JsonIgnore]
        public OrderTotal Total =>
            new(Committed, Units) { Payments = Payments ?? ImmutableDictionary<PaymentReference, Money>.Empty, Shipping = Shipping };
    }

    private sealed record StoredPayment(PaymentReference Payment, PaymentState State);
}
