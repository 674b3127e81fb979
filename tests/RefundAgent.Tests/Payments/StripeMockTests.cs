using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Evidence;
using RefundAgent.Tests.Storage;
using Stripe;

namespace RefundAgent.Tests.Payments;

/// <summary>The contract, and what else the double can do, with Stripe's own client in between.</summary>
public sealed class StripeMockTests(StripeMockFixture mock) : RefundGatewayContract, IClassFixture<StripeMockFixture>
{
    internal override IRefundGateway Gateway => mock.Gateway;

    [Fact]
    public async Task Stripe_itself_says_that_a_repeated_request_was_a_replay()
    {
        var request = Request(await PayAsync(10_00), 4_00);
        await Gateway.RefundAsync(request, default);

        var again = await mock.Client.V1.Refunds.CreateAsync(
            StripeRefunds.Write(request, StripePayment.Of(request.Payment)!, 4_00), new RequestOptions { IdempotencyKey = request.Key.Value });

        Assert.Contains(again.StripeResponse.Headers, header => header.Key.Equals("Idempotent-Replayed", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_refund_carries_what_an_auditor_looks_for()
    {
        var request = Request(await PayAsync(10_00), 4_00);
        var made = Assert.IsType<RefundResult.Succeeded>(await Gateway.RefundAsync(request, default));

        var refund = (await mock.Client.V1.Refunds.ListAsync(new RefundListOptions { Charge = request.Payment.Value })).Single();

        Assert.Equal((made.Reference, "requested_by_customer"), (refund.Id, refund.Reason));
        Assert.Equal(
            [("claim", "c1"), ("decision", "d1"), ("order", "#W6619432/ä"), ("refund_key", request.Key.Value), ("tenant", Tenant.Value)],
            refund.Metadata.Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public async Task A_dispute_that_is_only_an_inquiry_does_not_stop_a_refund()
    {
        var charge = await mock.PayAsync(10_00, "tok_createDisputeInquiry");

        Assert.IsType<RefundResult.Succeeded>(await Gateway.RefundAsync(Request(charge, 1_00), default));
    }

    [Theory]
    [InlineData("tok_429")]
    [InlineData("tok_500")]
    public async Task Being_throttled_and_a_fault_of_the_server_say_nothing_about_the_money(string token)
    {
        var fault = await Assert.ThrowsAsync<StripeException>(() => mock.PayAsync(10_00, token));

        Assert.NotNull(Assert.IsType<RefundResult.Unknown>(StripeFaults.ResultOf(fault, Samples.Noon)).Retry);
    }

    [Fact]
    public async Task A_currency_without_decimals_is_counted_in_whole_units()
    {
        var charge = await mock.PayAsync(500, currency: "jpy");
        var yen = Amounts.Currency.Parse("JPY");

        await Gateway.RefundAsync(Request(charge, 1) with { Amount = new(200, yen) }, default);

        Assert.Equal(
            new Payment(charge, new(500, yen), new(500, yen), new(200, yen), Disputed: false), await Gateway.GetPaymentAsync(Tenant, charge, default));
    }

    [Fact]
    public async Task What_was_refunded_by_hand_is_listed_without_a_key_of_ours()
    {
        var charge = await PayAsync(10_00);
        await mock.Client.V1.Refunds.CreateAsync(new RefundCreateOptions { Charge = charge.Value, Amount = 2_00 });

        var refund = Assert.Single(await Gateway.ListRefundsAsync(Tenant, charge, default));

        Assert.Equal((null, Samples.Usd(2_00)), (refund.Key, refund.Amount));
    }

    protected override Task<PaymentReference> PayAsync(long cents) => mock.PayAsync(cents);

    protected override Task<PaymentReference> PayAndDisputeAsync(long cents) => mock.PayAsync(cents, "tok_createDispute");
}
