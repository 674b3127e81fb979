using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Payments;

/// <summary>The error table, row by row, as Stripe's own client reads it off the wire.</summary>
public sealed class StripeFaultsTests
{
    [Theory]
    [InlineData(400, "charge_already_refunded", RefundFailure.AlreadyRefunded)]
    [InlineData(400, "charge_disputed", RefundFailure.Disputed)]
    [InlineData(400, "refund_disputed_payment", RefundFailure.Disputed)]
    [InlineData(400, "amount_too_large", RefundFailure.TooLarge)]
    [InlineData(404, "resource_missing", RefundFailure.NotFound)]
    [InlineData(400, "resource_missing", RefundFailure.NotFound)]
    [InlineData(400, "parameter_invalid_integer", RefundFailure.Rejected)]
    [InlineData(400, null, RefundFailure.Rejected)]
    [InlineData(402, "card_declined", RefundFailure.Rejected)]
    public async Task What_is_refused_for_good_fails(int status, string? code, RefundFailure failure) =>
        Assert.Equal(new RefundResult.Failed(failure, "scripted"), await AskAsync(StripeReply.Error(status, code)));

    [Fact]
    public async Task An_over_refund_is_told_by_its_words_since_it_has_no_code()
    {
        const string Words = "Refund amount ($20.00) is greater than unrefunded amount on charge ($10.00)";

        Assert.Equal(new RefundResult.Failed(RefundFailure.TooLarge, Words), await AskAsync(StripeReply.Error(400, message: Words, param: "amount")));
    }

    /// <summary>Nothing was executed; but a fault of the set-up must not end a customer's refund.</summary>
    [Theory]
    [InlineData(401, null)]
    [InlineData(403, null)]
    [InlineData(400, "balance_insufficient")]
    [InlineData(401, "api_key_expired")]
    [InlineData(400, "account_invalid")]
    public async Task A_fault_on_the_merchants_side_leaves_the_refund_open_and_is_not_tried_again(int status, string? code)
    {
        var unknown = Assert.IsType<RefundResult.Unknown>(await AskAsync(StripeReply.Error(status, code, message: "Invalid API Key provided: sk_live_*5678")));

        Assert.Null(unknown.Retry);
        Assert.DoesNotContain("5678", unknown.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(400)]
    public async Task A_payment_of_the_other_mode_is_a_fault_of_the_set_up_and_not_missing(int status)
    {
        var other = StripeReply.Error(
            status, "resource_missing", message: "No such charge: 'ch_1'; a similar object exists in live mode, but a test mode key was used to make this request.");

        Assert.Contains("other mode", Assert.IsType<RefundResult.Unknown>(await AskAsync(other)).Detail, StringComparison.Ordinal);
        await using var stripe = await ScriptedStripe.StartAsync(other, other);
        await Assert.ThrowsAsync<ProviderException>(() => stripe.Gateway.GetPaymentAsync(Request.Tenant, Request.Payment, default));
        await Assert.ThrowsAsync<ProviderException>(() => stripe.Gateway.ListRefundsAsync(Request.Tenant, Request.Payment, default));
    }

    [Fact]
    public async Task A_key_known_from_another_request_leaves_it_unknown_and_is_not_tried_again() =>
        Assert.Null(Assert.IsType<RefundResult.Unknown>(await AskAsync(StripeReply.Error(400, type: "idempotency_error"))).Retry);

    [Theory]
    [InlineData(409, "idempotency_key_in_use", "idempotency_error")]
    [InlineData(429, "rate_limit", "invalid_request_error")]
    [InlineData(429, "lock_timeout", "invalid_request_error")]
    [InlineData(500, null, "api_error")]
    [InlineData(503, null, "api_error")]
    [InlineData(404, null, "invalid_request_error")]
    [InlineData(307, null, "invalid_request_error")]
    public async Task What_says_nothing_about_the_money_is_unknown_and_may_be_tried_again(int status, string? code, string type) =>
        Assert.Equal(new RetryHint(), Assert.IsType<RefundResult.Unknown>(await AskAsync(StripeReply.Error(status, code, type))).Retry);

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, "")]
    [InlineData(200, "[]")]
    [InlineData(200, "null")]
    [InlineData(200, """{"id":"re_1","amo""")]
    [InlineData(200, "<html>Sign in to the hotel's network</html>")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(400, "{}")]
    [InlineData(400, "")]
    [InlineData(400, """{"error":"nope"}""")]
    public async Task Garbage_is_unknown_and_may_be_tried_again(int status, string body) =>
        Assert.NotNull(Assert.IsType<RefundResult.Unknown>(await AskAsync(new StripeReply.Body(status, body))).Retry);

    [Fact]
    public async Task A_connection_that_breaks_is_unknown_and_may_be_tried_again() =>
        Assert.NotNull(Assert.IsType<RefundResult.Unknown>(await AskAsync(new StripeReply.Cut())).Retry);

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Sun, 22 Nov 2026 12:00:09 GMT", 9)]
    public async Task How_long_Stripe_wants_to_be_left_alone_is_passed_on(string retryAfter, int seconds) =>
        Assert.Equal(
            new RetryHint(TimeSpan.FromSeconds(seconds)),
            Assert.IsType<RefundResult.Unknown>(await AskAsync(StripeReply.Error(429, "rate_limit", retryAfter: retryAfter))).Retry);

    /// <summary>Stripe keeps the answer to a key for a day, a fault of its own included, and says so.</summary>
    [Fact]
    public async Task What_Stripe_would_only_repeat_is_not_tried_again() =>
        Assert.Null(Assert.IsType<RefundResult.Unknown>(await AskAsync(StripeReply.Error(500, type: "api_error", shouldRetry: "false"))).Retry);

    [Fact]
    public async Task A_fault_before_the_refund_is_even_asked_for_is_unknown_too()
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Error(503, type: "api_error"));

        Assert.IsType<RefundResult.Unknown>(await stripe.Gateway.RefundAsync(Request, default));
        Assert.Empty(stripe.Posts);
    }

    /// <summary>The payment is found; the refund gets this answer.</summary>
    private static async Task<RefundResult> AskAsync(StripeReply reply)
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Charge(), reply);
        var result = await stripe.Gateway.RefundAsync(Request, default);
        Assert.Single(stripe.Posts);
        return result;
    }

    private static RefundRequest Request { get; } = new()
    {
        Tenant = TenantId.From("t1"),
        Key = RefundKey.From("rf_1"),
        Payment = PaymentReference.From("ch_1"),
        Amount = Samples.Usd(10_00),
        Decision = DecisionId.From("d1"),
        Order = OrderId.From("o1"),
    };
}
