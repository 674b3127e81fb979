using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class SandboxGatewayContract(TestStore store) : IAsyncLifetime
{
    private static readonly PaymentReference Charge = PaymentReference.From("ch/#1");

    private readonly IRefundGateway gateway = store.Get<IRefundGateway>();
    private readonly TenantId tenant = TestStore.NewTenant();

    public Task InitializeAsync() =>
        store.Get<IOrderBook>().PutAsync(tenant, Samples.Order("o1", "ann", 100_00, Charge.Value) with { Refunded = Samples.Usd(5_00) }, default);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_charge_is_what_the_order_paid_less_what_it_got_back_before()
    {
        Assert.Equal(
            new Payment(Charge, Samples.Usd(100_00), Samples.Usd(100_00), Samples.Usd(5_00), false),
            await gateway.GetPaymentAsync(tenant, Charge, default));
        Assert.Empty(await gateway.ListRefundsAsync(tenant, Charge, default));
        Assert.Null(await gateway.GetPaymentAsync(TestStore.NewTenant(), Charge, default));
    }

    [Fact]
    public async Task The_same_request_is_the_same_refund_however_often_it_is_made()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => gateway.RefundAsync(Request("k1", 60_00), default)));

        var reference = Assert.IsType<RefundResult.Succeeded>(Assert.Single(results.Distinct())).Reference;
        var refund = Assert.Single(await gateway.ListRefundsAsync(tenant, Charge, default));
        Assert.Equal(new ProviderRefund(reference, RefundKey.From("k1"), Samples.Usd(60_00), RefundState.Succeeded), refund);
        Assert.Equal(Samples.Usd(65_00), (await gateway.GetPaymentAsync(tenant, Charge, default))!.Refunded);
    }

    [Fact]
    public async Task A_key_is_good_for_one_request()
    {
        await gateway.RefundAsync(Request("k1", 1_00), default);

        Assert.Equal(RefundFailure.Rejected, await FailureAsync(Request("k1", 2_00)));
        Assert.Equal(RefundFailure.Rejected, await FailureAsync(Request("k1", 1_00) with { Payment = PaymentReference.From("o1") }));
    }

    [Fact]
    public async Task No_charge_gives_back_more_than_it_took_and_a_refusal_stays_one()
    {
        var tooLarge = Request("k1", 95_01);

        Assert.Equal(RefundFailure.TooLarge, await FailureAsync(tooLarge));
        Assert.IsType<RefundResult.Succeeded>(await gateway.RefundAsync(Request("k2", 95_00), default));
        Assert.Equal(RefundFailure.AlreadyRefunded, await FailureAsync(Request("k3", 1)));
        Assert.Equal(RefundFailure.TooLarge, await FailureAsync(tooLarge));
    }

    [Fact]
    public async Task Refunds_that_race_for_the_same_charge_stay_within_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(index => Task.Run(() => gateway.RefundAsync(Request($"k{index}", 20_00), default))));

        Assert.Equal(4, results.OfType<RefundResult.Succeeded>().Count());
        Assert.Equal(Samples.Usd(85_00), (await gateway.GetPaymentAsync(tenant, Charge, default))!.Refunded);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_in_words()
    {
        Assert.Equal(RefundFailure.NotFound, await FailureAsync(Request("k1", 1) with { Payment = PaymentReference.From("CH/#1") }));
        Assert.Equal(RefundFailure.Rejected, await FailureAsync(Request("k2", 0)));
        Assert.Equal(RefundFailure.Rejected, await FailureAsync(Request("k3", -1)));
        Assert.Equal(RefundFailure.Rejected, await FailureAsync(Request("k4", 1) with { Amount = new(1, Amounts.Currency.Parse("EUR")) }));
    }

    private async Task<RefundFailure> FailureAsync(RefundRequest request) =>
        Assert.IsType<RefundResult.Failed>(await gateway.RefundAsync(request, default)).Failure;

    private RefundRequest Request(string key, long cents) => new()
    {
        Tenant = tenant,
        Key = RefundKey.From(key),
        Payment = Charge,
        Amount = Samples.Usd(cents),
        Decision = DecisionId.From("d1"),
        Order = OrderId.From("o1"),
    };
}

public sealed class MemorySandboxGatewayTests(MemoryStore store) : SandboxGatewayContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteSandboxGatewayTests(AzuriteStore store) : SandboxGatewayContract(store);
