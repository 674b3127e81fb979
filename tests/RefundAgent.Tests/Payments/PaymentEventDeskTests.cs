using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Adapters.Queues;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Payments;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tests.Storage;
using RefundAgent.Tests.Web;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Payments.StripeEvents;

namespace RefundAgent.Tests.Payments;

/// <summary>Reports of the payment provider from their queue message to their effects, on the retail sample: #1001 was paid by pay_1001.</summary>
public sealed class PaymentEventDeskTests : IAsyncLifetime
{
    private static readonly PaymentReference Payment = PaymentReference.From("pay_1001");

    private Desk desk = null!;

    public async Task InitializeAsync() => desk = await Desk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_chargeback_is_noted_told_to_the_learner_and_shown_to_a_person()
    {
        var paid = await desk.HandleAsync(desk.Ticket(Requests.ReturnLamp));

        await ReportAsync(Event("charge.dispute.created", Dispute()));

        Assert.Equal((DisputeState.Chargeback, 1), await StateAsync());
        var said = Assert.Single(await FeedbackAsync(paid.Id));
        Assert.Equal((FeedbackKind.Dispute, "payments:stripe", Roles.System, "fraudulent"), (said.Kind, said.By.Value, said.Roles, said.Reason));
        Assert.Equal((paid.Claims[0].Id, new Money(48_00, Currency.Usd), DateTimeOffset.FromUnixTimeSeconds(Created)), (said.Claim, said.Amount, said.At));
        var found = Assert.Single(await FoundAsync());
        Assert.Equal((DiscrepancyKind.RefundedAndDisputed, "pay_1001", paid.Id), (found.Kind, found.Subject, found.Decision));
    }

    [Fact]
    public async Task The_next_refund_of_a_payment_in_chargeback_goes_to_a_person_and_moves_nothing()
    {
        await ReportAsync(Event("charge.dispute.created", Dispute()));

        var ruled = await desk.HandleAsync(desk.Ticket(Requests.ReturnLamp));

        Assert.NotEqual(ClaimStatus.Executed, ruled.Status);
        Assert.Empty(await desk.PaidAsync("#1001"));
        Assert.Empty(await FoundAsync());
    }

    [Fact]
    public async Task An_inquiry_and_a_dispute_that_was_won_forbid_nothing_and_reproach_nobody()
    {
        await ReportAsync(Event("charge.dispute.created", Dispute("warning_needs_response")));
        Assert.Equal((DisputeState.Inquiry, 0), await StateAsync());

        await ReportAsync(Event("charge.dispute.closed", Dispute("won"), "evt_2", Created + 9));
        Assert.Equal((DisputeState.Won, 1), await StateAsync());

        var paid = await desk.HandleAsync(desk.Ticket(Requests.ReturnLamp));
        await ReportAsync(Event("charge.dispute.funds_reinstated", Dispute("won"), "evt_3", Created + 10));
        Assert.Empty(await FeedbackAsync(paid.Id));
        Assert.Empty(await FoundAsync());
    }

    [Fact]
    public async Task One_report_delivered_many_times_at_once_counts_once()
    {
        var paid = await desk.HandleAsync(desk.Ticket(Requests.ReturnLamp));
        var report = Event("charge.dispute.created", Dispute());

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => ReportAsync(report))));
        await ReportAsync(report);

        Assert.Equal((DisputeState.Chargeback, 1), await StateAsync());
        Assert.Single(await FeedbackAsync(paid.Id));
        Assert.Single(await FoundAsync());
    }

    [Fact]
    public async Task Several_reports_of_one_dispute_are_one_reproach_and_the_newest_counts_whenever_it_comes()
    {
        var paid = await desk.HandleAsync(desk.Ticket(Requests.ReturnLamp));

        await ReportAsync(Event("charge.dispute.closed", Dispute("lost"), "evt_3", Created + 90));
        await ReportAsync(Event("charge.dispute.created", Dispute(), "evt_1", Created));
        await ReportAsync(Event("charge.dispute.updated", Dispute("under_review"), "evt_2", Created + 5));

        Assert.Equal((DisputeState.Lost, 1), await StateAsync());
        Assert.Equal("dispute-dp_1-" + paid.Id + "-c1", Assert.Single(await FeedbackAsync(paid.Id)).Id.Value);
        Assert.Single(await FoundAsync());
    }

    [Fact]
    public async Task An_early_fraud_warning_is_noted_and_told_to_the_learner()
    {
        var paid = await desk.HandleAsync(desk.Ticket(Requests.ReturnLamp));

        await ReportAsync(Event("radar.early_fraud_warning.created", Warning()));
        await ReportAsync(Event("radar.early_fraud_warning.updated", Warning().With("actionable", false), "evt_2", Created + 1));

        Assert.True((await AccountAsync()).Of(Payment).FraudWarning);
        var said = Assert.Single(await FeedbackAsync(paid.Id));
        Assert.Equal((FeedbackKind.FraudWarning, "made_with_stolen_card"), (said.Kind, said.Reason));
    }

    [Fact]
    public async Task A_refund_that_comes_back_frees_its_sum_and_is_told_to_everybody()
    {
        var paid = await desk.HandleAsync(desk.Ticket(Requests.ReturnLamp));

        await ReportAsync(Event("refund.failed", Ours(paid, "failed", "expired_or_canceled_card")));

        Assert.Equal(0, (await desk.CommittedAsync("#1001")).MinorUnits);
        Assert.Equal(RefundState.Failed, (await RowAsync(paid)).State);
        var said = Assert.Single(await FeedbackAsync(paid.Id));
        Assert.Equal((FeedbackKind.RefundFailed, "expired_or_canceled_card"), (said.Kind, said.Reason));
        var found = Assert.Single(await FoundAsync());
        Assert.Equal((DiscrepancyKind.RefundReturned, paid.Id), (found.Kind, found.Decision));
        var record = (await desk.Get<IDecisionRecords>().FindAsync(Desk.Tenant, paid.Id, default))!;
        Assert.Equal((ClaimStatus.Answered, Outcome.Escalate), (record.Status, record.Claims[0].Ruling.Outcome));
    }

    [Fact]
    public async Task What_comes_of_a_refund_after_a_question_is_told_to_the_decision_that_paid_and_not_to_the_one_that_asked()
    {
        foreach (var id in new[] { "#2001", "#2002" })
        {
            await desk.Get<IOrderBook>().PutAsync(
                Desk.Tenant, Samples.Order(id, "lena") with { Items = [new OrderItem { Id = ItemId.From("i1"), Name = "Lamp", Quantity = 1, UnitPrice = Samples.Usd(100_00) }] }, default);
        }

        var asked = await desk.HandleAsync(desk.Ticket("I want to return my lamp.", customer: "lena"));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var paid = await desk.HandleAsync(desk.Ticket("Order #2001.", "m2", customer: "lena"));

        await ReportAsync(Event("refund.failed", Ours(paid, "failed").With("amount", 100_00).With("charge", "#2001")));

        Assert.Empty(await FeedbackAsync(asked.Id));
        Assert.Equal(FeedbackKind.RefundFailed, Assert.Single(await FeedbackAsync(paid.Id)).Kind);
        Assert.Equal(paid.Id, Assert.Single(await FoundAsync()).Decision);
        var record = (await desk.Get<IDecisionRecords>().FindAsync(Desk.Tenant, paid.Id, default))!;
        Assert.IsType<RefundResult.Failed>(record.Claims[0].Refund!.Result);
    }

    [Fact]
    public async Task A_refund_that_the_provider_has_failed_stays_failed_whatever_older_news_come_late()
    {
        var paid = await desk.HandleAsync(desk.Ticket(Requests.ReturnLamp));

        await ReportAsync(Event("refund.failed", Ours(paid, "failed"), "evt_9", Created + 9));
        await ReportAsync(Event("refund.created", Ours(paid, "pending"), "evt_1", Created));
        await ReportAsync(Event("refund.updated", Ours(paid, "succeeded"), "evt_2", Created + 1));

        Assert.Equal(RefundState.Failed, (await RowAsync(paid)).State);
        Assert.Equal(0, (await desk.CommittedAsync("#1001")).MinorUnits);
        Assert.Equal([DiscrepancyKind.RefundReturned], (await FoundAsync()).Select(found => found.Kind));
    }

    [Fact]
    public async Task A_refund_of_ours_that_went_as_it_should_is_no_news()
    {
        var paid = await desk.HandleAsync(desk.Ticket(Requests.ReturnLamp));

        await ReportAsync(Event("refund.created", Ours(paid, "pending")));
        await ReportAsync(Event("refund.updated", Ours(paid, "succeeded"), "evt_2", Created + 1));

        Assert.Equal(RefundState.Succeeded, (await RowAsync(paid)).State);
        Assert.Empty(await FeedbackAsync(paid.Id));
        Assert.Empty(await FoundAsync());
    }

    [Fact]
    public async Task A_refund_of_another_sum_than_the_ledger_has_is_shown_to_a_person()
    {
        var paid = await desk.HandleAsync(desk.Ticket(Requests.ReturnLamp));

        await ReportAsync(Event("refund.updated", Ours(paid, "succeeded").With("amount", 47_00)));

        Assert.Equal([DiscrepancyKind.AmountsDiffer], (await FoundAsync()).Select(found => found.Kind));
    }

    [Fact]
    public async Task A_refund_made_by_hand_is_shown_to_a_person_once()
    {
        await ReportAsync(Event("refund.created", Refund("pending", "re_hand", amount: 5_00)));
        await ReportAsync(Event("refund.updated", Refund("succeeded", "re_hand", amount: 5_00), "evt_2", Created + 1));
        await ReportAsync(Event("refund.failed", Refund("failed", "re_other", amount: 5_00), "evt_3"));

        var found = Assert.Single(await FoundAsync());
        Assert.Equal((DiscrepancyKind.RefundOutsideLedger, "re_hand", new Money(5_00, Currency.Usd)), (found.Kind, found.Subject, found.Amount));
    }

    [Fact]
    public async Task Our_words_on_a_refund_that_is_not_ours_do_not_move_our_own()
    {
        var paid = await desk.HandleAsync(desk.Ticket(Requests.ReturnLamp));

        await ReportAsync(Event("refund.created", Ours(paid, "pending").With("id", "re_copied")));
        await ReportAsync(Event("refund.failed", Ours(paid, "failed").With("id", "re_copied"), "evt_2", Created + 1));

        Assert.Equal(RefundState.Succeeded, (await RowAsync(paid)).State);
        Assert.Equal((DiscrepancyKind.RefundOutsideLedger, "re_copied"), Assert.Single((await FoundAsync()).Select(found => (found.Kind, found.Subject))));
    }

    [Fact]
    public async Task A_report_without_an_order_is_shown_to_a_person_and_has_its_effect_once_the_order_is_known()
    {
        var report = Event("charge.dispute.created", Dispute(payment: "pay_late"));
        await ReportAsync(report);
        await ReportAsync(report);
        var found = Assert.Single(await FoundAsync());
        Assert.Equal((DiscrepancyKind.EventWithoutOrder, "pay_late"), (found.Kind, found.Subject));

        var orders = desk.Get<IOrderBook>();
        var known = (await orders.FindAsync(Desk.Tenant, OrderId.From("#1001"), default))!;
        await orders.PutAsync(Desk.Tenant, known with { Id = OrderId.From("#late"), Payment = PaymentReference.From("pay_late") }, default);
        await ReportAsync(report);

        Assert.Equal(DisputeState.Chargeback, (await AccountAsync()).Of(PaymentReference.From("pay_late")).Dispute);
    }

    [Fact]
    public async Task Another_tenants_refund_is_left_alone_unless_the_payment_is_ours()
    {
        var words = new Dictionary<string, object?> { ["refund_key"] = "rf_1", ["tenant"] = "another" };

        await ReportAsync(Event("refund.created", Refund(id: "re_theirs", payment: "pay_theirs", metadata: words)));
        Assert.Empty(await FoundAsync());

        await ReportAsync(Event("refund.created", Refund(id: "re_of_ours", metadata: words), "evt_2"));
        Assert.Equal((DiscrepancyKind.RefundOutsideLedger, "re_of_ours"), Assert.Single((await FoundAsync()).Select(found => (found.Kind, found.Subject))));
    }

    [Fact]
    public async Task Our_refund_is_found_when_its_order_went_to_another_customer()
    {
        var paid = await desk.HandleAsync(desk.Ticket(Requests.ReturnLamp));
        var orders = desk.Get<IOrderBook>();
        var order = (await orders.FindAsync(Desk.Tenant, OrderId.From("#1001"), default))!;
        await orders.PutAsync(Desk.Tenant, order with { Customer = CustomerId.From("somebody.else") }, default);

        await ReportAsync(Event("refund.failed", Ours(paid, "failed")));

        Assert.Equal(RefundState.Failed, (await RowAsync(paid)).State);
    }

    [Theory]
    [InlineData("dispute")]
    [InlineData("refund")]
    public async Task A_process_that_ends_at_any_storage_call_is_followed_by_one_that_does_the_rest(string what)
    {
        var calls = 0;
        for (var failing = 0; failing <= 2 * calls; failing++)
        {
            await using var other = await Desk.OpenAsync();
            var paid = await other.HandleAsync(other.Ticket(Requests.ReturnLamp));
            var report = what == "dispute" ? Event("charge.dispute.created", Dispute()) : Event("refund.failed", Ours(paid, "failed"));
            other.Tables.Forget();
            other.Tables.Before = call => failing % 2 == 1 && call.Number == (failing + 1) / 2 ? new InvalidOperationException("killed") : null;
            other.Tables.After = call => failing > 0 && failing % 2 == 0 && call.Number == failing / 2 ? new InvalidOperationException("killed") : null;
            var ended = await Record.ExceptionAsync(() => ReportAsync(report, other));
            calls = failing == 0 ? other.Tables.Calls.Length : calls;
            other.Tables.Before = other.Tables.After = null;
            Assert.True(failing == 0 || ended is InvalidOperationException, $"step {failing} of {2 * calls}: {ended}");

            await ReportAsync(report, other);

            Assert.Single(await FeedbackAsync(paid.Id, other));
            Assert.Single(await FoundAsync(other));
            Assert.Equal(what == "dispute", (await AccountAsync(other)).Of(Payment).ForbidsRefund);
            Assert.Equal(what == "dispute" ? 48_00 : 0, (await other.CommittedAsync("#1001")).MinorUnits);
        }

        Assert.True(calls > 5);
    }

    /// <summary>As it would come off the queue.</summary>
    private async Task ReportAsync(Dictionary<string, object?> body, Desk? at = null)
    {
        at ??= desk;
        var text = await at.Get<QueueEnvelope>().WriteAsync(
            new ProviderDelivery { Tenant = Desk.Tenant, BroughtBy = PrincipalId.From("payments:stripe"), ReceivedAt = at.Clock.GetUtcNow(), Body = CanonicalJson.Write(body) },
            default);
        await at.Get<FeedbackWorker>().RecordAsync(text, default);
    }

    /// <summary>The refund of a decision as the provider would tell of it.</summary>
    private static Dictionary<string, object?> Ours(DecisionRecord paid, string status, string? failure = null)
    {
        var plan = Assert.Single(paid.Claims[0].Refund!.Parts).Plan;
        return Refund(status, $"sandbox_{plan.Key}", failure: failure, metadata: new Dictionary<string, object?>
        {
            ["refund_key"] = plan.Key.Value,
            ["tenant"] = plan.Tenant.Value,
            ["decision"] = plan.Decision.Value,
            ["claim"] = plan.Claim.Value,
            ["order"] = plan.Order.Value,
        });
    }

    private async Task<RefundEntry> RowAsync(DecisionRecord paid) =>
        (await desk.Get<IRefundLedger>().FindAsync(Desk.Tenant, Desk.Mara, paid.Claims[0].Refund!.Parts[0].Plan.Key, default))!;

    private async Task<(DisputeState Dispute, int Chargebacks)> StateAsync()
    {
        var state = (await AccountAsync()).Of(Payment);
        return (state.Dispute, state.Chargebacks);
    }

    private Task<CustomerAccount> AccountAsync(Desk? at = null) => (at ?? desk).Get<IRefundLedger>().ReadAccountAsync(Desk.Tenant, Desk.Mara, default);

    private Task<ImmutableArray<FeedbackEvent>> FeedbackAsync(DecisionId decision, Desk? at = null) =>
        (at ?? desk).Get<IFeedbackInbox>().OfDecisionAsync(Desk.Tenant, decision, default);

    private async Task<ImmutableArray<Discrepancy>> FoundAsync(Desk? at = null) =>
        (await (at ?? desk).Get<IDiscrepancies>().ListAsync(Desk.Tenant, open: true, null, 50, default)).Found;
}
