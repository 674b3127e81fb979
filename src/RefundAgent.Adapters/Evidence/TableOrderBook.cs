using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Evidence;

/// <summary>
/// Orders under their customer, so that a case's evidence is one query of one partition. Other ways to an order (its id, its payment, an
/// e-mail address) are index rows; the one by order id is written last and under its ETag, so that an import cut short heals by running again.
/// Their row keys repeat the id, which Azure does not need and Azurite does: it finds a row by its row key first, partitions second.
/// </summary>
internal sealed class TableOrderBook(ITables tables, Contention contention, ILogger<TableOrderBook> logger) : IOrderBook
{
    private readonly ITable orders = tables[TableNames.Orders];

    public async Task<ImmutableArray<Order>> OfCustomerAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<Order>();
        await foreach (var row in orders.QueryAsync(RowQuery.Of(CustomerPartition(tenant, customer)), cancellationToken))
        {
            if (row.TryRead<Order>(orders, logger, out var order))
            {
                found.Add(order);
            }
        }

        found.Sort(static (left, right) => string.CompareOrdinal(left.Id.Value, right.Id.Value));
        return found.ToImmutable();
    }

    public async Task<ImmutableArray<CustomerId>> CustomersByEmailAsync(TenantId tenant, string email, CancellationToken cancellationToken)
    {
        var customers = ImmutableArray.CreateBuilder<CustomerId>();
        await foreach (var row in orders.QueryAsync(RowQuery.Of(EmailPartition(tenant, email)), cancellationToken))
        {
            if (row.TryRead<Place>(orders, logger, out var place))
            {
                customers.Add(place.Customer);
            }
        }

        return [.. customers.Distinct().OrderBy(customer => customer.Value, StringComparer.Ordinal)];
    }

    public async Task<Order?> FindAsync(TenantId tenant, OrderId order, CancellationToken cancellationToken) =>
        await orders.FindAsync(OrderPartition(tenant, order), KeyText.Encode(order.Value), cancellationToken) is { } index
            ? await FindAtAsync(tenant, index, cancellationToken)
            : null;

    public async Task<Order?> FindByPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        await orders.FindAsync(PaymentPartition(tenant, payment), KeyText.Encode(payment.Value), cancellationToken) is { } index
        && await FindAtAsync(tenant, index, cancellationToken) is { } order
        && order.PaidBy.Any(each => each.Reference == payment)
            ? order
            : null;

    public Task PutAsync(TenantId tenant, Order order, CancellationToken cancellationToken) =>
        contention.RunAsync($"order {order.Id}", _ => TryPutAsync(tenant, order, cancellationToken), cancellationToken);

    private async Task<string?> TryPutAsync(TenantId tenant, Order order, CancellationToken cancellationToken)
    {
        var index = await orders.FindAsync(OrderPartition(tenant, order.Id), KeyText.Encode(order.Id.Value), cancellationToken);
        var before = index?.Read<Place>(orders.Name);
        order = order with { ChangedHands = before is not null && (before.ChangedHands || before.Customer != order.Customer) };
        var place = Place.Of(order);
        if (before is not null)
        {
            // Out of the old customer's sight before it comes into the new one's: never in both.
            await ForgetAsync(tenant, before, place, cancellationToken);
        }

        IEnumerable<Row> rows =
        [
            Row.Of(CustomerPartition(tenant, order.Customer), KeyText.Encode(order.Id.Value), order),
            .. place.AllPayments.Select(payment => Row.Of(PaymentPartition(tenant, payment), KeyText.Encode(payment.Value), place)),
            .. place.Email is { } email ? new[] { Row.Of(EmailPartition(tenant, email), EmailKey(place), place) } : [],
        ];
        await Task.WhenAll(rows.Select(row => orders.TryWriteAsync(RowWrite.Put(row), cancellationToken)));

        var moved = Row.Of(OrderPartition(tenant, order.Id), KeyText.Encode(order.Id.Value), place) with { ETag = index?.ETag };
        return await orders.TryWriteAsync(index is null ? RowWrite.Insert(moved) : RowWrite.Replace(moved), cancellationToken);
    }

    public async Task<int> ForgetAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        foreach (var order in await OfCustomerAsync(tenant, customer, cancellationToken))
        {
            var index = await orders.FindAsync(OrderPartition(tenant, order.Id), KeyText.Encode(order.Id.Value), cancellationToken);
            if (index?.Read<Place>(orders.Name) is { } place && place.Customer == customer)
            {
                await ForgetWaysToAsync(tenant, place, cancellationToken);
                await orders.TryWriteAsync(RowWrite.Replace(index with { Body = RowBody.Of(place with { Email = null }) }), cancellationToken);
            }

            // Last: it is what the rest was found by.
            await orders.TryWriteAsync(RowWrite.Delete(CustomerPartition(tenant, customer), KeyText.Encode(order.Id.Value)), cancellationToken);
            forgotten++;
        }

        return forgotten;
    }

    private async Task ForgetWaysToAsync(TenantId tenant, Place place, CancellationToken cancellationToken)
    {
        foreach (var payment in place.AllPayments)
        {
            await orders.TryWriteAsync(RowWrite.Delete(PaymentPartition(tenant, payment), KeyText.Encode(payment.Value)), cancellationToken);
        }

        if (place.Email is { } email)
        {
            await orders.TryWriteAsync(RowWrite.Delete(EmailPartition(tenant, email), EmailKey(place)), cancellationToken);
        }
    }

    private async Task ForgetAsync(TenantId tenant, Place before, Place after, CancellationToken cancellationToken)
    {
        if (before.Customer != after.Customer)
        {
            var partition = CustomerPartition(tenant, before.Customer);
            await orders.TryWriteAsync(RowWrite.Delete(partition, KeyText.Encode(before.Order.Value)), cancellationToken);
        }

        if (before.Email is { } email && (before.Customer != after.Customer || !SameEmail(email, after.Email)))
        {
            await orders.TryWriteAsync(RowWrite.Delete(EmailPartition(tenant, email), EmailKey(before)), cancellationToken);
        }

        foreach (var payment in before.AllPayments.Except(after.AllPayments))
        {
            if (await orders.FindAsync(PaymentPartition(tenant, payment), KeyText.Encode(payment.Value), cancellationToken) is { } paid
                && paid.Read<Place>(orders.Name).Order == before.Order)
            {
                await orders.TryWriteAsync(RowWrite.Delete(paid), cancellationToken);
            }
        }
    }

    private async Task<Order?> FindAtAsync(TenantId tenant, Row index, CancellationToken cancellationToken)
    {
        var place = index.Read<Place>(orders.Name);
        var row = await orders.FindAsync(CustomerPartition(tenant, place.Customer), KeyText.Encode(place.Order.Value), cancellationToken);
        return row?.Read<Order>(orders.Name);
    }

    private static bool SameEmail(string left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static string EmailKey(Place place) => KeyText.Join(KeyText.Encode(place.Customer.Value), KeyText.Encode(place.Order.Value));

    private static string CustomerPartition(TenantId tenant, CustomerId customer) => Partition(tenant, "c", customer.Value);

    private static string OrderPartition(TenantId tenant, OrderId order) => Partition(tenant, "o", order.Value);

    private static string PaymentPartition(TenantId tenant, PaymentReference payment) => Partition(tenant, "p", payment.Value);

    /// <summary>Upper case first: the folding that <see cref="StringComparison.OrdinalIgnoreCase"/> does.</summary>
    private static string EmailPartition(TenantId tenant, string email) => Partition(tenant, "e", email.ToUpperInvariant());

    private static string Partition(TenantId tenant, string kind, string id) =>
        KeyText.Join(KeyText.Encode(tenant.Value), kind, KeyText.Encode(id));

    /// <summary>Where an order stands, and what else points to it.</summary>
    private sealed record Place(OrderId Order, CustomerId Customer, PaymentReference Payment, string? Email, bool ChangedHands = false)
    {
        /// <summary>The payments beside <see cref="Payment"/>.</summary>
        public ImmutableArray<PaymentReference> OtherPayments { get; init; } = [];

        [JsonIgnore]
        public IEnumerable<PaymentReference> AllPayments => OtherPayments.Prepend(Payment);

        public static Place Of(Order order) => new(order.Id, order.Customer, order.Payment, order.CustomerEmail, order.ChangedHands)
        {
            OtherPayments = [.. order.PaidBy.Select(payment => payment.Reference).Where(payment => payment != order.Payment)],
        };
    }
}
