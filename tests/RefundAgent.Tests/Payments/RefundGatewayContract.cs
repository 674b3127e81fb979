using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Payments;

/// <summary>What every provider has to do alike, so that nothing above it needs to know which one it is.</summary>
public abstract class RefundGatewayContract
{
    private static int keys;

    internal abstract IRefundGateway Gateway { get; }

    protected TenantId Tenant { get; } = TestStore.NewTenant();

    [Fact]
    public async Task A_part_of_a_charge_is_refunded_and_found_again_by_its_key()
    {
        var charge = await PayAsync(100_00);
        var request = Request(charge, 30_00);

        var result = Assert.IsType<RefundResult.Succeeded>(await Gateway.RefundAsync(request, default));

        Assert.Equal(
            new ProviderRefund(result.Reference, request.Key, Samples.Usd(30_00), RefundState.Succeeded),
            Assert.Single(await Gateway.ListRefundsAsync(Tenant, charge, default)));
        Assert.Equal(
            new Payment(charge, Samples.Usd(100_00), Samples.Usd(100_00), Samples.Usd(30_00), Disputed: false),
            await Gateway.GetPaymentAsync(Tenant, charge, default));
    }

    [Fact]
    public async Task The_same_request_is_the_same_refund_however_often_it_is_made()
    {
        var charge = await PayAsync(100_00);
        var request = Request(charge, 60_00);

        var first = await Gateway.RefundAsync(request, default);
        var again = await Gateway.RefundAsync(request, default);

        Assert.IsType<RefundResult.Succeeded>(first);
        Assert.Equal(first, again);
        Assert.Equal(Samples.Usd(60_00), (await Gateway.GetPaymentAsync(Tenant, charge, default))!.Refunded);
    }

    [Fact]
    public async Task A_key_that_is_used_for_another_request_leaves_it_unknown_what_was_paid()
    {
        var charge = await PayAsync(100_00);
        var request = Request(charge, 1_00);
        await Gateway.RefundAsync(request, default);

        var other = Assert.IsType<RefundResult.Unknown>(await Gateway.RefundAsync(request with { Amount = Samples.Usd(2_00) }, default));
        var elsewhere = await Gateway.RefundAsync(request with { Payment = await PayAsync(100_00) }, default);

        Assert.Null(other.Retry);
        Assert.IsType<RefundResult.Unknown>(elsewhere);
        Assert.Equal(Samples.Usd(1_00), (await Gateway.GetPaymentAsync(Tenant, charge, default))!.Refunded);
    }

    [Fact]
    public async Task No_charge_gives_back_more_than_it_took_and_a_refusal_stays_one()
    {
        var charge = await PayAsync(95_00);
        var tooLarge = Request(charge, 95_01);

        Assert.Equal(RefundFailure.TooLarge, await FailureAsync(tooLarge));
        Assert.IsType<RefundResult.Succeeded>(await Gateway.RefundAsync(Request(charge, 95_00), default));
        Assert.Equal(RefundFailure.AlreadyRefunded, await FailureAsync(Request(charge, 1)));
        Assert.Equal(RefundFailure.TooLarge, await FailureAsync(tooLarge));
    }

    [Fact]
    public async Task Nothing_is_refunded_of_a_charge_that_the_bank_took_back()
    {
        var charge = await PayAndDisputeAsync(100_00);

        Assert.Equal(RefundFailure.Disputed, await FailureAsync(Request(charge, 1_00)));
        Assert.Empty(await Gateway.ListRefundsAsync(Tenant, charge, default));
    }

    [Fact]
    public async Task A_charge_that_is_not_known_is_not_found()
    {
        var none = PaymentReference.From("ch_unknown");

        Assert.Equal(RefundFailure.NotFound, await FailureAsync(Request(none, 1)));
        Assert.Null(await Gateway.GetPaymentAsync(Tenant, none, default));
        Assert.Empty(await Gateway.ListRefundsAsync(Tenant, none, default));
    }

    [Fact]
    public async Task Another_currency_or_destination_than_the_payments_own_is_refused()
    {
        var charge = await PayAsync(100_00);

        Assert.Equal(RefundFailure.Rejected, await FailureAsync(Request(charge, 1) with { Amount = new Money(1, Currency.Parse("EUR")) }));
        Assert.Equal(RefundFailure.Rejected, await FailureAsync(Request(charge, 1) with { Destination = RefundDestination.StoreCredit }));
        Assert.Empty(await Gateway.ListRefundsAsync(Tenant, charge, default));
    }

    /// <summary>A new charge in US dollars.</summary>
    protected abstract Task<PaymentReference> PayAsync(long cents);

    protected abstract Task<PaymentReference> PayAndDisputeAsync(long cents);

    protected RefundRequest Request(PaymentReference charge, long cents, string? key = null) => new()
    {
        Tenant = Tenant,
        Key = RefundKey.From(key ?? $"key-{Interlocked.Increment(ref keys)}"),
        Payment = charge,
        Amount = Samples.Usd(cents),
        Decision = DecisionId.From("d1"),
        Claim = ClaimId.From("c1"),
        Order = OrderId.From("#W6619432/ä"),
    };

    protected async Task<RefundFailure> FailureAsync(RefundRequest request) =>
        Assert.IsType<RefundResult.Failed>(await Gateway.RefundAsync(request, default)).Failure;
}
