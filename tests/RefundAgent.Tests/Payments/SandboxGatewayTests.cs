using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Adapters.Storage;
using RefundAgent.Evidence;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Payments;

public abstract class SandboxGatewayContract(TestStore store) : RefundGatewayContract
{
    private static int charges;

    private readonly SandboxGateway gateway = new(
        store.Get<ITables>(), store.Get<IOrderBook>(), store.Get<Contention>(), store.Get<StorageMeter>(), store.Clock, new SandboxOptions
        {
            Faults = [new SandboxFaultOptions { Answer = nameof(SandboxAnswer.Disputed), Order = "fraud" }],
        });

    internal override IRefundGateway Gateway => gateway;

    [Fact]
    public async Task A_charge_is_what_the_order_paid_less_what_it_got_back_before()
    {
        var charge = await PayAsync(100_00, refunded: 5_00);

        Assert.Equal(
            new Payment(charge, Samples.Usd(100_00), Samples.Usd(100_00), Samples.Usd(5_00), false),
            await gateway.GetPaymentAsync(Tenant, charge, default));
        Assert.Null(await gateway.GetPaymentAsync(TestStore.NewTenant(), charge, default));
    }

    [Fact]
    public async Task Equal_requests_that_race_are_one_refund()
    {
        var charge = await PayAsync(100_00);
        var request = Request(charge, 60_00);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => gateway.RefundAsync(request, default))));

        Assert.IsType<RefundResult.Succeeded>(Assert.Single(results.Distinct()));
        Assert.Single(await gateway.ListRefundsAsync(Tenant, charge, default));
    }

    [Fact]
    public async Task Refunds_that_race_for_the_same_charge_stay_within_it()
    {
        var charge = await PayAsync(100_00, refunded: 5_00);

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => gateway.RefundAsync(Request(charge, 20_00), default))));

        Assert.Equal(4, results.OfType<RefundResult.Succeeded>().Count());
        Assert.Equal(Samples.Usd(85_00), (await gateway.GetPaymentAsync(Tenant, charge, default))!.Refunded);
    }

    [Fact]
    public async Task A_sum_that_is_none_is_refused()
    {
        var charge = await PayAsync(100_00);

        Assert.Equal(RefundFailure.Rejected, await FailureAsync(Request(charge, 0)));
        Assert.Equal(RefundFailure.Rejected, await FailureAsync(Request(charge, -1)));
    }

    protected override Task<PaymentReference> PayAsync(long cents) => PayAsync(cents, refunded: 0);

    protected override async Task<PaymentReference> PayAndDisputeAsync(long cents)
    {
        var charge = await PayAsync(cents);
        await gateway.RefundAsync(Request(charge, 1) with { Order = OrderId.From("fraud") }, default);
        return charge;
    }

    private async Task<PaymentReference> PayAsync(long cents, long refunded)
    {
        var number = Interlocked.Increment(ref charges);
        var charge = PaymentReference.From($"ch/#{number}");
        await store.Get<IOrderBook>().PutAsync(
            Tenant, Samples.Order($"o{number}", "ann", cents, charge.Value) with { Refunded = Samples.Usd(refunded) }, default);
        return charge;
    }
}

public sealed class MemorySandboxGatewayTests(MemoryStore store) : SandboxGatewayContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteSandboxGatewayTests(AzuriteStore store) : SandboxGatewayContract(store);
