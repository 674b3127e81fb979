using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class OrderBookContract(TestStore store)
{
    private readonly IOrderBook orders = store.Get<IOrderBook>();
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task A_customer_sees_their_own_orders_only_by_id()
    {
        await PutAsync(Samples.Order("o2", "ann"), Samples.Order("o1", "ann"), Samples.Order("o3", "Ann"));
        await orders.PutAsync(TestStore.NewTenant(), Samples.Order("o4", "ann"), default);

        Assert.Equal(["o1", "o2"], await OfAsync("ann"));
        Assert.Equal(["o3"], await OfAsync("Ann"));
        Assert.Empty(await OfAsync("bob"));
    }

    [Fact]
    public async Task An_order_is_found_by_its_id_its_payment_and_its_customers_address()
    {
        await PutAsync(Samples.Order("#W1", "ann", payment: "ch/1", email: "Ann@Example.com"), Samples.Order("#W2", "bob", email: "ann@example.COM"));

        Assert.Equal("ann", (await orders.FindAsync(tenant, OrderId.From("#W1"), default))?.Customer.Value);
        Assert.Equal("#W1", (await orders.FindByPaymentAsync(tenant, PaymentReference.From("ch/1"), default))?.Id.Value);
        Assert.Null(await orders.FindByPaymentAsync(tenant, PaymentReference.From("#W1"), default));
        Assert.Equal(["ann", "bob"], (await orders.CustomersByEmailAsync(tenant, "ANN@example.com", default)).Select(id => id.Value));
        Assert.Empty(await orders.CustomersByEmailAsync(tenant, "nobody@example.com", default));
        Assert.Null(await orders.FindAsync(tenant, OrderId.From("#w1"), default));
    }

    [Fact]
    public async Task Importing_an_order_again_leaves_one_and_all_its_parts()
    {
        var order = Samples.Order("o1", "ann", email: "ann@example.com");
        await PutAsync(order, order with { Status = "cancelled" }, order with { Status = "cancelled" });

        var only = Assert.Single(await orders.OfCustomerAsync(tenant, CustomerId.From("ann"), default));
        Assert.Equal(CanonicalJson.Write(order with { Status = "cancelled" }), CanonicalJson.Write(only));
    }

    [Fact]
    public async Task An_order_that_changed_hands_leaves_no_trace_with_the_old_ones()
    {
        await PutAsync(
            Samples.Order("o1", "ann", payment: "p1", email: "ann@example.com"),
            Samples.Order("o1", "bob", payment: "p2", email: "bob@example.com"));

        Assert.Empty(await OfAsync("ann"));
        Assert.Equal(["o1"], await OfAsync("bob"));
        Assert.Empty(await orders.CustomersByEmailAsync(tenant, "ann@example.com", default));
        Assert.Null(await orders.FindByPaymentAsync(tenant, PaymentReference.From("p1"), default));
        Assert.Equal("bob", (await orders.FindAsync(tenant, OrderId.From("o1"), default))?.Customer.Value);
    }

    [Fact]
    public async Task An_order_is_found_by_each_of_its_payments_and_by_those_that_it_still_has()
    {
        var order = Samples.Order("o1", "ann", payment: "p1");
        OrderPayment Paid(string reference) => new(PaymentReference.From(reference), PaymentKind.Card, order.Paid, order.Refunded);
        await PutAsync(order with { Payments = [Paid("p1"), Paid("p2"), Paid("p3")] }, order with { Payments = [Paid("p1"), Paid("p3")] });

        Assert.Equal("o1", (await orders.FindByPaymentAsync(tenant, PaymentReference.From("p1"), default))?.Id.Value);
        Assert.Null(await orders.FindByPaymentAsync(tenant, PaymentReference.From("p2"), default));
        Assert.Equal("o1", (await orders.FindByPaymentAsync(tenant, PaymentReference.From("p3"), default))?.Id.Value);
    }

    /// <summary>The refund ledger counts by customer, so what was given back under the one before must not be forgotten with them.</summary>
    [Fact]
    public async Task An_order_that_changed_hands_says_so_from_then_on()
    {
        var (ann, bob) = (Samples.Order("o1", "ann"), Samples.Order("o1", "bob"));
        await PutAsync(ann, ann);
        Assert.False((await orders.FindAsync(tenant, ann.Id, default))!.ChangedHands);

        await PutAsync(bob);
        Assert.True((await orders.FindAsync(tenant, ann.Id, default))!.ChangedHands);

        await PutAsync(bob, ann);
        Assert.True(Assert.Single(await orders.OfCustomerAsync(tenant, ann.Customer, default)).ChangedHands);
    }

    [Fact]
    public async Task Imports_that_race_for_an_order_leave_it_with_one_customer()
    {
        string[] customers = ["a", "b", "c", "d", "e", "f"];
        await Task.WhenAll(customers.Select(customer => orders.PutAsync(tenant, Samples.Order("o1", customer), default)));

        var seen = await Task.WhenAll(customers.Select(OfAsync));
        var owner = (await orders.FindAsync(tenant, OrderId.From("o1"), default))!.Customer.Value;
        Assert.Equal(["o1"], seen.SelectMany(ids => ids));
        Assert.Equal(["o1"], await OfAsync(owner));
    }

    [Fact]
    public async Task Hostile_ids_stay_apart()
    {
        await Task.WhenAll(Samples.HostileIds.Select(id => orders.PutAsync(tenant, Samples.Order(id, id, email: $"{id}@example.com"), default)));

        foreach (var id in Samples.HostileIds)
        {
            Assert.Equal([id], await OfAsync(id));
            Assert.Equal(id, (await orders.FindAsync(tenant, OrderId.From(id), default))?.Id.Value);
            Assert.Equal(id, (await orders.FindByPaymentAsync(tenant, PaymentReference.From(id), default))?.Id.Value);
        }
    }

    private async Task PutAsync(params Order[] all)
    {
        foreach (var order in all)
        {
            await orders.PutAsync(tenant, order, default);
        }
    }

    private async Task<string[]> OfAsync(string customer) =>
        [.. (await orders.OfCustomerAsync(tenant, CustomerId.From(customer), default)).Select(order => order.Id.Value)];
}

public sealed class MemoryOrderBookTests(MemoryStore store) : OrderBookContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteOrderBookTests(AzuriteStore store) : OrderBookContract(store);
