using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Payments;
using RefundAgent.Tests.Web;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Payments.StripeEvents;

namespace RefundAgent.Tests.Payments;

public sealed class StripeEventReaderTests
{
    private static readonly Dictionary<string, object?> OurWords = new()
    {
        ["refund_key"] = "rf_0123", ["tenant"] = "default", ["decision"] = "20261122-143005123-0f9a2b7c41d86e35", ["claim"] = "c1", ["order"] = "#1001", ["refund"] = "{}",
    };

    [Theory]
    [InlineData("needs_response", DisputeState.Chargeback)]
    [InlineData("under_review", DisputeState.Chargeback)]
    [InlineData("won", DisputeState.Won)]
    [InlineData("lost", DisputeState.Lost)]
    [InlineData("prevented", DisputeState.Lost)]
    [InlineData("warning_needs_response", DisputeState.Inquiry)]
    [InlineData("warning_under_review", DisputeState.Inquiry)]
    [InlineData("warning_closed", DisputeState.None)]
    [InlineData("charge_refunded", DisputeState.None)]
    public void A_dispute_stands_as_its_status_says_whatever_the_type_of_event(string status, DisputeState state)
    {
        foreach (var type in new[] { "created", "updated", "closed", "funds_withdrawn", "funds_reinstated" })
        {
            var dispute = Understood<ProviderEvent.DisputeChanged>(Event($"charge.dispute.{type}", Dispute(status)));

            Assert.Equal(("evt_1", "dp_1", state, "fraudulent"), (dispute.Id.Value, dispute.Dispute, dispute.State, dispute.Reason));
            Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(Created), new Money(48_00, Currency.Usd)), (dispute.At, dispute.Amount));
            Assert.Equal("pay_1001", Assert.Single(dispute.Payments).Value);
        }
    }

    [Fact]
    public void A_payment_is_known_by_its_charge_and_its_intent_each_an_id_or_a_whole_object()
    {
        var ids = Dispute().With("charge", "ch_1").With("payment_intent", "pi_1");
        var objects = Dispute().With("charge", new { id = "ch_1", amount = 4800 }).With("payment_intent", new { id = "pi_1" });

        foreach (var about in new[] { ids, objects })
        {
            Assert.Equal(["ch_1", "pi_1"], Understood<ProviderEvent.DisputeChanged>(Event("charge.dispute.created", about)).Payments.Select(each => each.Value));
        }

        Assert.Equal(["pi_1"], Understood<ProviderEvent.DisputeChanged>(Event("charge.dispute.created", objects.With("charge", null))).Payments.Select(each => each.Value));
    }

    [Fact]
    public void An_early_fraud_warning_is_one_however_old_the_version()
    {
        var warning = Understood<ProviderEvent.FraudWarned>(Event("radar.early_fraud_warning.created", Warning()));

        Assert.Equal(("issfr_1", "made_with_stolen_card", "pay_1001"), (warning.Warning, warning.Reason, warning.Payments[0].Value));
        Assert.Null(Understood<ProviderEvent.FraudWarned>(Event("radar.early_fraud_warning.updated", Warning().Without("fraud_type").Without("actionable"))).Reason);
    }

    [Theory]
    [InlineData("refund.created", "succeeded", RefundState.Succeeded)]
    [InlineData("refund.updated", "pending", RefundState.Pending)]
    [InlineData("refund.updated", "requires_action", RefundState.Pending)]
    [InlineData("refund.failed", "failed", RefundState.Failed)]
    [InlineData("charge.refund.updated", "failed", RefundState.Failed)]
    [InlineData("charge.refund.updated", "canceled", RefundState.Failed)]
    public void A_refund_bears_our_words_and_stands_as_its_status_says(string type, string status, RefundState state)
    {
        var refund = Understood<ProviderEvent.RefundChanged>(Event(type, Refund(status, failure: "expired_or_canceled_card", metadata: OurWords)));

        Assert.Equal(new ProviderRefund("re_1", RefundKey.From("rf_0123"), new Money(48_00, Currency.Usd), state), refund.Refund);
        Assert.Equal(("default", "#1001", "expired_or_canceled_card"), (refund.Tenant?.Value, refund.Order?.Value, refund.Reason));
        Assert.Equal(("20261122-143005123-0f9a2b7c41d86e35", "c1", "{}"), (refund.Decision?.Value, refund.Claim?.Value, refund.Note));
    }

    [Theory]
    [InlineData(1_763_900_000L, 1_763_900_000L)]
    [InlineData(-1L, null)]
    [InlineData("yesterday", null)]
    public void When_a_refund_was_made_is_told_where_Stripe_says_it(object created, long? seconds) => Assert.Equal(
        seconds, Understood<ProviderEvent.RefundChanged>(Event("refund.created", Refund().With("created", created))).MadeAt?.ToUnixTimeSeconds());

    [Fact]
    public void A_refund_made_by_hand_bears_none()
    {
        foreach (var refund in new[] { Refund(), Refund().Without("metadata"), Refund(metadata: new Dictionary<string, object?> { ["refund_key"] = "", ["tenant"] = " " }) })
        {
            var read = Understood<ProviderEvent.RefundChanged>(Event("refund.created", refund));

            Assert.Equal((null, null, null, null), (read.Refund.Key, read.Tenant, read.Decision, read.Order));
        }
    }

    [Fact]
    public void Amounts_are_counted_as_Stripe_counts_them()
    {
        Assert.Equal(new Money(500, Currency.Parse("JPY")), Understood<ProviderEvent.RefundChanged>(Event("refund.created", Refund(amount: 500, currency: "jpy"))).Refund.Amount);
        Assert.Equal(new Money(5, Currency.Parse("ISK")), Understood<ProviderEvent.RefundChanged>(Event("refund.created", Refund(amount: 500, currency: "isk"))).Refund.Amount);
        Assert.Null(Understood<ProviderEvent.DisputeChanged>(Event("charge.dispute.created", Dispute(currency: "xyz"))).Amount);
    }

    [Theory]
    [InlineData("customer.created")]
    [InlineData("charge.refunded")]
    [InlineData("charge.dispute.created ")]
    [InlineData("issuing_dispute.created")]
    [InlineData("")]
    public void Other_types_are_not_for_us(string type) => Assert.IsType<ProviderEventReading.NotForUs>(Read(Event(type, Dispute())));

    [Fact]
    public void A_connected_account_is_not_ours_to_speak_of() => Assert.Contains(
        "acct_9", Assert.IsType<ProviderEventReading.NotForUs>(Read(Event("charge.dispute.created", Dispute()).With("account", "acct_9"))).Why, StringComparison.Ordinal);

    [Theory]
    [InlineData("stripe", "sk_live_x", true, true)]
    [InlineData("stripe", "sk_live_x", false, false)]
    [InlineData("stripe", "sk_test_x", true, false)]
    [InlineData("stripe", "sk_test_x", false, true)]
    [InlineData("sandbox", null, true, true)]
    [InlineData("sandbox", null, false, true)]
    public void Test_events_and_live_keys_do_not_meet(string provider, string? key, bool livemode, bool ours) => Assert.Equal(
        ours,
        Read(Event("charge.dispute.created", Dispute(), livemode: livemode), provider, key) is ProviderEventReading.Understood);

    public static TheoryData<string, Dictionary<string, object?>, string> Damaged => new()
    {
        { "no object", Event("refund.created", "re_1"), "data.object" },
        { "no data", Event("refund.created", Refund()).Without("data"), "'data'" },
        { "no id", Event("refund.created", Refund()).Without("id"), "'id'" },
        { "no time", Event("refund.created", Refund()).With("created", "yesterday"), "'created'" },
        { "no such time", Event("refund.created", Refund(), created: 0), "'created'" },
        { "no payment", Event("refund.created", Refund().With("charge", null)), "'data.object.charge'" },
        { "no refund id", Event("refund.created", Refund().Without("id")), "'data.object.id'" },
        { "an id that is none", Event("refund.created", Refund(id: new string('r', 256))), "'data.object.id'" },
        { "no amount", Event("refund.created", Refund().With("amount", "48.00")), "'data.object.amount'" },
        { "no currency", Event("refund.created", Refund(currency: "xyz")), "'data.object.currency'" },
        { "a new status", Event("refund.updated", Refund("reversed")), "'data.object.status'" },
        { "a new status of a dispute", Event("charge.dispute.updated", Dispute("arbitration")), "'data.object.status'" },
        { "no status", Event("charge.dispute.updated", Dispute().Without("status")), "'data.object.status'" },
        { "words that are none", Event("refund.created", Refund().With("metadata", "ours")), "'data.object.metadata'" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void What_is_for_us_and_cannot_be_read_is_said_to_be_so_by_its_field(string what, Dictionary<string, object?> damaged, string field)
    {
        var why = Assert.IsType<ProviderEventReading.Unreadable>(Read(damaged)).Why;

        Assert.True(why.Contains(field, StringComparison.Ordinal), $"{what}: {why}");
        Assert.DoesNotContain("Mara", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("{\"type\":\"refund.created\",\"id\":\"\\ud800\"}")]
    public void What_is_no_event_at_all_is_never_understood(string body) => Assert.IsNotType<ProviderEventReading.Understood>(Read(body));

    private static T Understood<T>(Dictionary<string, object?> body)
        where T : ProviderEvent => Assert.IsType<T>(Assert.IsType<ProviderEventReading.Understood>(Read(body)).Event);

    private static ProviderEventReading Read(Dictionary<string, object?> body, string provider = "sandbox", string? key = null) =>
        Read(CanonicalJson.Write(body), provider, key);

    private static ProviderEventReading Read(string body, string provider = "sandbox", string? key = null)
    {
        var options = new PaymentsOptions { Provider = provider, Stripe = new StripeOptions { ApiKey = key } };
        return new StripeEventReader(options).Read(new ProviderDelivery
        {
            Tenant = TenantId.From("default"),
            BroughtBy = PrincipalId.From("payments:stripe"),
            ReceivedAt = DateTimeOffset.UnixEpoch,
            Body = body,
        });
    }
}
