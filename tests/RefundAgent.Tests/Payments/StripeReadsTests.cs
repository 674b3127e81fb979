using System.Globalization;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Payments;

public sealed class StripeReadsTests
{
    private static readonly TenantId Tenant = TenantId.From("t1");
    private static readonly PaymentReference Charge = PaymentReference.From("ch_1");
    private static readonly PaymentReference Intent = PaymentReference.From("pi_1");

    [Fact]
    public async Task A_payment_intent_is_told_by_what_it_received_and_its_charge_gave_back()
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Intent(80_00, StripeReply.Charge(refunded: 30_00)));

        Assert.Equal(
            new Payment(Intent, Samples.Usd(100_00), Samples.Usd(80_00), Samples.Usd(30_00), Disputed: false),
            await stripe.Gateway.GetPaymentAsync(Tenant, Intent, default));
        Assert.Equal(("/v1/payment_intents/pi_1", "expand[0]=latest_charge"), (stripe.Calls[0].Path, stripe.Calls[0].Query));
    }

    [Fact]
    public async Task An_intent_that_nobody_paid_has_nothing_to_give_back()
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Intent(0, null));

        Assert.Equal(
            new Payment(Intent, Samples.Usd(100_00), Samples.Usd(0), Samples.Usd(0), Disputed: false),
            await stripe.Gateway.GetPaymentAsync(Tenant, Intent, default));
    }

    [Theory]
    [InlineData("needs_response", true)]
    [InlineData("under_review", true)]
    [InlineData("warning_needs_response", false)]
    [InlineData("warning_under_review", false)]
    [InlineData("warning_closed", false)]
    [InlineData("won", false)]
    [InlineData("lost", false)]
    public async Task Only_a_chargeback_that_is_open_counts_as_a_dispute(string status, bool disputed)
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Charge(disputed: true), StripeReply.Disputes("won", status));

        Assert.Equal(disputed, (await stripe.Gateway.GetPaymentAsync(Tenant, Charge, default))!.Disputed);
        Assert.Equal(("/v1/disputes", "charge=ch_1&limit=100"), (stripe.Calls[1].Path, stripe.Calls[1].Query));
    }

    [Fact]
    public async Task All_pages_of_refunds_are_read()
    {
        var refunds = Enumerable.Range(1, 230).Select(number => StripeReply.RefundObject(
            number % 50 == 0 ? "failed" : "succeeded", number, string.Create(CultureInfo.InvariantCulture, $"re_{number}"),
            number == 229 ? "rf_229" : null));
        var pages = refunds.Chunk(100).ToArray();
        await using var stripe = await ScriptedStripe.StartAsync(
            StripeReply.List(pages[0], more: true), StripeReply.List(pages[1], more: true), StripeReply.List(pages[2]));

        var listed = await stripe.Gateway.ListRefundsAsync(Tenant, Intent, default);

        Assert.Equal(Enumerable.Range(1, 230).Select(number => (long)number), listed.Select(refund => refund.Amount.MinorUnits));
        Assert.Equal("re_229", listed.Single(refund => refund.Key == RefundKey.From("rf_229")).Reference);
        Assert.Equal(4, listed.Count(refund => refund.State == RefundState.Failed));
        Assert.Equal(
            ["limit=100&payment_intent=pi_1", "limit=100&payment_intent=pi_1&starting_after=re_100", "limit=100&payment_intent=pi_1&starting_after=re_200"],
            stripe.Calls.Select(call => call.Query));
    }

    [Theory]
    [InlineData("succeeded", RefundState.Succeeded)]
    [InlineData("pending", RefundState.Pending)]
    [InlineData("requires_action", RefundState.Pending)]
    [InlineData("failed", RefundState.Failed)]
    [InlineData("canceled", RefundState.Failed)]
    [InlineData("on_the_moon", RefundState.Unknown)]
    [InlineData(null, RefundState.Unknown)]
    public async Task A_listed_refund_stands_where_its_status_says(string? status, RefundState state)
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.List([StripeReply.RefundObject(status, key: "rf_1")]));

        Assert.Equal(
            new ProviderRefund("re_1", RefundKey.From("rf_1"), Samples.Usd(10_00), state),
            Assert.Single(await stripe.Gateway.ListRefundsAsync(Tenant, Charge, default)));
    }

    [Fact]
    public async Task A_payment_that_Stripe_does_not_know_is_none_and_has_no_refunds()
    {
        var missing = StripeReply.Error(404, "resource_missing");
        await using var stripe = await ScriptedStripe.StartAsync(missing, missing);

        Assert.Null(await stripe.Gateway.GetPaymentAsync(Tenant, Charge, default));
        Assert.Empty(await stripe.Gateway.ListRefundsAsync(Tenant, Charge, default));
    }

    /// <summary>An empty list would be taken for "there is no refund", and the money sent again.</summary>
    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, "")]
    [InlineData(200, "null")]
    [InlineData(200, """{"object":"list","data":[{}]}""")]
    [InlineData(200, """{"object":"list","data":null}""")]
    [InlineData(200, """{"object":"list","data":[{"id":"re_1","amount":1,"currency":"moon"}]}""")]
    [InlineData(200, "<html>Sign in to the hotel's network</html>")]
    [InlineData(401, """{"error":{"type":"invalid_request_error"}}""")]
    [InlineData(404, """{"error":{"type":"invalid_request_error"}}""")]
    [InlineData(500, """{"error":{"type":"api_error"}}""")]
    public async Task What_is_no_list_is_never_an_empty_one(int status, string body)
    {
        await using var stripe = await ScriptedStripe.StartAsync(new StripeReply.Body(status, body), new StripeReply.Body(status, body));

        await Assert.ThrowsAsync<ProviderException>(() => stripe.Gateway.ListRefundsAsync(Tenant, Charge, default));
        await Assert.ThrowsAsync<ProviderException>(() => stripe.Gateway.GetPaymentAsync(Tenant, Charge, default));
    }

    [Theory]
    [InlineData(401, false)]
    [InlineData(429, true)]
    [InlineData(503, true)]
    public async Task A_read_says_whether_asking_again_may_help(int status, bool again)
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Error(status, type: "api_error"));

        var fault = await Assert.ThrowsAsync<ProviderException>(() => stripe.Gateway.ListRefundsAsync(Tenant, Charge, default));

        Assert.Equal(again, fault.Retry is not null);
    }
}
