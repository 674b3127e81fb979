using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Reconciliation;
using RefundAgent.Tickets;

namespace RefundAgent.Payments;

/// <summary>
/// The coordinator of what a payment provider reports: find the order, note it where the next refund looks, tell the learner and, where
/// nobody but a person can put things right, tell people. Each effect may be had twice without harm, so the report is only noted as done
/// after all of them.
/// </summary>
public sealed partial class PaymentEventDesk(
    IProviderEventLog done,
    IOrderBook orders,
    IRefundLedger ledger,
    RefundReports refunds,
    IFeedbackInbox inbox,
    IDiscrepancies discrepancies,
    TimeProvider time,
    ILogger<PaymentEventDesk> logger)
{
    /// <param name="tenant">Whose payments the connection speaks of.</param>
    /// <param name="by">The connection.</param>
    /// <param name="report">Verified and understood.</param>
    public async Task<ReportEffect> HandleAsync(TenantId tenant, PrincipalId by, ProviderEvent report, CancellationToken cancellationToken)
    {
        if (await done.HasAsync(tenant, report.Id, cancellationToken))
        {
            LogRepeated(report.Id);
            return ReportEffect.Repeated;
        }

        var place = await FindOrderAsync(tenant, report, cancellationToken);
        var effect = report is ProviderEvent.RefundChanged refund
            ? await refunds.HandleAsync(tenant, by, refund, place?.Order, cancellationToken)
            : await NoteAsync(tenant, by, report, place, cancellationToken);
        if (effect == ReportEffect.Unplaced)
        {
            // Not noted as done: the event may be sent again once the order is known.
            await discrepancies.ReportAsync(Unplaced.Of(tenant, report, time.GetUtcNow()), cancellationToken);
            LogUnplaced(report.Id, report.GetType().Name);
        }
        else
        {
            await done.AddAsync(tenant, report, cancellationToken);
            LogHandled(report.Id, report.GetType().Name);
        }

        return effect;
    }

    private async Task<ReportEffect> NoteAsync(
        TenantId tenant, PrincipalId by, ProviderEvent report, (Order Order, PaymentReference Payment)? place, CancellationToken cancellationToken)
    {
        if (place is not { Order: var order, Payment: var payment })
        {
            return ReportEffect.Unplaced;
        }

        await ledger.MarkPaymentAsync(tenant, order.Customer, payment, state => After(state, report), cancellationToken);
        ImmutableArray<RefundEntry> paid =
        [
            .. (await ledger.OfOrderAsync(tenant, order.Customer, order.Id, cancellationToken))
                .Where(entry => entry.Payment == payment && entry.State != RefundState.Failed),
        ];
        foreach (var feedback in paid.Select(entry => ProviderFeedback.Of(report, entry, by)).OfType<FeedbackEvent>())
        {
            await inbox.AddAsync(feedback, cancellationToken);
        }

        if (report is ProviderEvent.DisputeChanged { TakesMoney: true } dispute
            && RefundFindings.AlsoDisputed(tenant, payment, dispute.Dispute, paid, time.GetUtcNow()) is { } twice)
        {
            await discrepancies.ReportAsync(twice, cancellationToken);
        }

        return ReportEffect.Noted;
    }

    private static PaymentState After(PaymentState state, ProviderEvent report) => report switch
    {
        ProviderEvent.DisputeChanged dispute => state.With(new DisputeReport(dispute.Dispute, dispute.State, dispute.At)),
        ProviderEvent.FraudWarned => state.FraudWarning ? state : state with { FraudWarning = true },
        _ => state,
    };

    /// <summary>By any of the payment's ids; a refund's own words help where none of them is known.</summary>
    private async Task<(Order Order, PaymentReference Payment)?> FindOrderAsync(TenantId tenant, ProviderEvent report, CancellationToken cancellationToken)
    {
        foreach (var payment in report.Payments)
        {
            if (await orders.FindByPaymentAsync(tenant, payment, cancellationToken) is { } paid)
            {
                return (paid, payment);
            }
        }

        return report is ProviderEvent.RefundChanged { Order: { } named } && await orders.FindAsync(tenant, named, cancellationToken) is { } order
            ? (order, report.Payments[0])
            : null;
    }

    [LoggerMessage(3200, LogLevel.Information, "Payment event {Event} ({Report}) has had its effect")]
    private partial void LogHandled(ProviderEventId @event, string report);

    [LoggerMessage(3201, LogLevel.Information, "Payment event {Event} had its effect before and is passed over")]
    private partial void LogRepeated(ProviderEventId @event);

    [LoggerMessage(3203, LogLevel.Warning, "Payment event {Event} ({Report}) is about a payment that no order is known for; people can see it")]
    private partial void LogUnplaced(ProviderEventId @event, string report);
}

/// <summary>What became of a report.</summary>
public enum ReportEffect
{
    /// <summary>It had its effect before.</summary>
    Repeated,

    /// <summary>Neither an order nor a refund of ours is known for it; people can see it.</summary>
    Unplaced,

    /// <summary>It stands where the next decision looks, and people see what does not agree.</summary>
    Noted,

    /// <summary>It told of a refund of ours that the ledger lacked, and has again.</summary>
    TakenBack,
}
