using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Payments;

/// <summary>What is sent, and what each answer means; the stateful part is <see cref="StripeMockTests"/>.</summary>
public sealed class StripeGatewayTests
{
    private static readonly TenantId Tenant = TenantId.From("t1");

    [Theory]
    [InlineData("ch_1", "charge", "/v1/charges/ch_1")]
    [InlineData("py_1", "charge", "/v1/charges/py_1")]
    [InlineData("pi_1", "payment_intent", "/v1/payment_intents/pi_1")]
    public async Task A_refund_names_payment_sum_reason_and_us_and_its_key_is_the_ledgers(string payment, string field, string read)
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Charge(), StripeReply.Refund());

        var result = await stripe.Gateway.RefundAsync(Request(payment), default);

        Assert.Equal(new RefundResult.Succeeded("re_1"), result);
        Assert.Equal(read, stripe.Calls[0].Path);
        var post = Assert.Single(stripe.Posts);
        Assert.Equal(("/v1/refunds", "rf_1"), (post.Path, post.Key));
        Assert.Equivalent(
            new Dictionary<string, string>
            {
                [field] = payment,
                ["amount"] = "1000",
                ["reason"] = "requested_by_customer",
                ["metadata[refund_key]"] = "rf_1",
                ["metadata[tenant]"] = "t1",
                ["metadata[decision]"] = "d1",
                ["metadata[claim]"] = "c1",
                ["metadata[order]"] = "o1",
            },
            post.Form,
            strict: true);
    }

    [Fact]
    public async Task What_a_ledger_would_need_to_be_written_again_goes_along()
    {
        const string Note = """{"items":{"lamp":2},"shipping":{"amount":"0.00","currency":"USD"},"initiator":"agent"}""";
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Charge(), StripeReply.Refund());

        await stripe.Gateway.RefundAsync(Request() with { Note = Note }, default);

        Assert.Equal(Note, Assert.Single(stripe.Posts).Form["metadata[refund]"]);
    }

    [Fact]
    public async Task Metadata_is_cut_to_what_Stripe_takes_and_not_within_a_character()
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Charge(), StripeReply.Refund());

        await stripe.Gateway.RefundAsync(Request() with { Order = OrderId.From(new string('x', 499) + "😀") }, default);

        Assert.Equal(new string('x', 499), Assert.Single(stripe.Posts).Form["metadata[order]"]);
    }

    [Theory]
    [InlineData("pay_1001")]
    [InlineData("CH_1")]
    [InlineData("ch_1/../../accounts")]
    [InlineData("ch_1\n")]
    [InlineData("#W6619432")]
    public async Task What_is_no_payment_of_Stripes_never_reaches_it(string payment)
    {
        await using var stripe = await ScriptedStripe.StartAsync();

        var refused = Assert.IsType<RefundResult.Failed>(await stripe.Gateway.RefundAsync(Request(payment), default));

        Assert.Equal(RefundFailure.NotFound, refused.Failure);
        Assert.Contains("ch_…", refused.Detail, StringComparison.Ordinal);
        Assert.Null(await stripe.Gateway.GetPaymentAsync(Tenant, PaymentReference.From(payment), default));
        Assert.Empty(await stripe.Gateway.ListRefundsAsync(Tenant, PaymentReference.From(payment), default));
        Assert.Empty(stripe.Calls);
    }

    /// <summary>Stripe takes no currency with a refund: a thousand yen would go out as a thousand cents.</summary>
    [Fact]
    public async Task A_payment_in_another_currency_is_not_refunded()
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Charge("jpy"));

        var refused = Assert.IsType<RefundResult.Failed>(await stripe.Gateway.RefundAsync(Request(), default));

        Assert.Equal(RefundFailure.Rejected, refused.Failure);
        Assert.Contains("JPY", refused.Detail, StringComparison.Ordinal);
        Assert.Empty(stripe.Posts);
    }

    [Fact]
    public async Task An_amount_that_Stripe_cannot_be_asked_for_exactly_is_refused_before_any_call()
    {
        await using var stripe = await ScriptedStripe.StartAsync();

        var refused = await stripe.Gateway.RefundAsync(Request() with { Amount = Money.Parse("5.124", Currency.Parse("KWD")) }, default);

        Assert.Equal(RefundFailure.Rejected, Assert.IsType<RefundResult.Failed>(refused).Failure);
        Assert.Empty(stripe.Calls);
    }

    public static TheoryData<string?, string?, string?, RefundResult> Statuses { get; } = new()
    {
        { "succeeded", null, null, new RefundResult.Succeeded("re_1") },
        { "pending", null, null, new RefundResult.Pending("re_1") },
        { "pending", null, "insufficient_funds", new RefundResult.Pending("re_1") { Reason = PendingReason.MerchantFunds } },
        { "pending", null, "charge_pending", new RefundResult.Pending("re_1") { Reason = PendingReason.PaymentUnsettled } },
        { "requires_action", null, null, new RefundResult.Pending("re_1") { Reason = PendingReason.CustomerAction } },
        { "failed", "expired_or_canceled_card", null, new RefundResult.Failed(RefundFailure.Rejected, "Stripe reports refund re_1 as failed: the card has expired or was cancelled.") },
        { "failed", "charge_for_pending_refund_disputed", null, new RefundResult.Failed(RefundFailure.Disputed, "Stripe reports refund re_1 as failed: the customer disputed the charge meanwhile.") },
        { "canceled", null, null, new RefundResult.Failed(RefundFailure.Canceled, "Stripe reports refund re_1 as canceled: no reason is given.") },
        { "on_the_moon", null, null, new RefundResult.Unknown("Stripe reports refund re_1 as 'on_the_moon', a word that this version does not know.") },
        { null, null, null, new RefundResult.Unknown("Stripe reports refund re_1 as '', a word that this version does not know.") },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Each_status_has_its_meaning(string? status, string? failure, string? pending, RefundResult meaning)
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Charge(), StripeReply.Refund(status, failure, pending));

        Assert.Equal(meaning, await stripe.Gateway.RefundAsync(Request(), default));
    }

    [Fact]
    public async Task An_answer_about_another_sum_is_not_taken_for_ours()
    {
        await using var stripe = await ScriptedStripe.StartAsync(StripeReply.Charge(), StripeReply.Refund(amount: 10_01));

        Assert.Null(Assert.IsType<RefundResult.Unknown>(await stripe.Gateway.RefundAsync(Request(), default)).Retry);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_told_that_the_refund_is_unknown()
    {
        await using var stripe = await ScriptedStripe.StartAsync(new StripeReply.Hang());
        using var patience = new CancellationTokenSource();

        var refund = stripe.Gateway.RefundAsync(Request(), patience.Token);
        await stripe.Hanging;
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => refund);
    }

    private static RefundRequest Request(string payment = "ch_1") => new()
    {
        Tenant = Tenant,
        Key = RefundKey.From("rf_1"),
        Payment = PaymentReference.From(payment),
        Amount = Samples.Usd(10_00),
        Decision = DecisionId.From("d1"),
        Claim = ClaimId.From("c1"),
        Order = OrderId.From("o1"),
    };
}
