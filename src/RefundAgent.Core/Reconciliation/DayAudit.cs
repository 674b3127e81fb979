using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Leases;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Reconciliation;

/// <summary>Compares the refunds of a day with the provider's books, charge by charge and as far as the time of a run goes.</summary>
public sealed class DayAudit(
    ISpendBook days,
    IAuditMarks marks,
    IRefundLedger ledger,
    IOrderBook orders,
    IRefundGateway gateway,
    RefundExecutor refunds,
    Intents intents,
    IDecisionRecords records,
    IDiscrepancies discrepancies,
    TimeProvider time,
    ILogger<DayAudit> logger)
{
    private readonly WorkRound<(TenantId Tenant, DateOnly Day)> rounds = new();

    internal async Task<DayAuditDone> RunAsync(TenantId tenant, WorkBudget budget, HeldLease lease, CancellationToken cancellationToken)
    {
        var done = new DayAuditDone(0, 0, Stopped: false);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        for (var age = 0; age <= AuditMark.LateAfterDays + 1 && !done.Stopped; age++)
        {
            var day = today.AddDays(-age);
            var mark = await marks.ReadAsync(tenant, day, cancellationToken);
            if (mark.IsDue(age))
            {
                done = done.Plus(await CompareAsync(tenant, day, age, mark, budget, lease, cancellationToken));
            }
        }

        return done;
    }

    private async Task<DayAuditDone> CompareAsync(
        TenantId tenant, DateOnly day, int age, AuditMark mark, WorkBudget budget, HeldLease lease, CancellationToken cancellationToken)
    {
        var before = await days.ReadAsync(tenant, day, cancellationToken);
        var taken = await ListAsync(tenant, day, cancellationToken);
        var after = await days.ReadAsync(tenant, day, cancellationToken);
        var found = before.Totals.SequenceEqual(after.Totals) && LedgerAudit.OfDay(tenant, day, after, taken, time.GetUtcNow()) is { } total
            && await discrepancies.ReportAsync(total, cancellationToken) ? 1 : 0;
        var charges = 0;
        foreach (var charge in rounds.Left((tenant, day), taken.GroupBy(refund => refund.Payment), charge => charge.Key.Value))
        {
            if (budget.IsSpent)
            {
                return new DayAuditDone(charges, found, Stopped: true);
            }

            await lease.RenewAsync(cancellationToken);
            rounds.Did((tenant, day), charge.Key.Value);
            charges++;
            try
            {
                foreach (var (order, customer) in charge.Select(refund => (refund.Order, refund.Customer)).Distinct())
                {
                    found += await CompareAsync(tenant, customer, order, charge.Key, cancellationToken);
                }
            }
            catch (ProviderException silent)
            {
                ReconcilerLog.ProviderSilent(logger, charge.Key.Value, silent.Message);
                rounds.Missed((tenant, day));
                return new DayAuditDone(charges, found, Stopped: true);
            }
            catch (Exception failure) when (failure is not (StorageBusyException or LeaseLostException) && !cancellationToken.IsCancellationRequested)
            {
                ReconcilerLog.NotCompared(logger, failure, charge.Key.Value);
                rounds.Missed((tenant, day));
            }
        }

        if (rounds.End((tenant, day)) && age > 0)
        {
            await marks.WriteAsync(tenant, day, mark.Done(age, time.GetUtcNow()), cancellationToken);
        }

        return new DayAuditDone(charges, found, Stopped: false);
    }

    private async Task<int> CompareAsync(TenantId tenant, CustomerId customer, OrderId id, PaymentReference payment, CancellationToken cancellationToken)
    {
        // The provider first: a refund stands in the ledger before the provider hears of it, so a later look at the ledger misses none.
        var listed = await gateway.ListRefundsAsync(tenant, payment, cancellationToken);
        var charge = await gateway.GetPaymentAsync(tenant, payment, cancellationToken);
        var before = await ledger.ReadAccountAsync(tenant, customer, cancellationToken);
        var rows = await ledger.OfOrderAsync(tenant, customer, id, cancellationToken);
        var account = await ledger.ReadAccountAsync(tenant, customer, cancellationToken);
        var order = await orders.FindAsync(tenant, id, cancellationToken);
        var now = time.GetUtcNow();
        var books = new ChargeBooks(
            tenant,
            id,
            listed,
            [.. rows.Where(row => row.Payment == payment && row.Destination == RefundDestination.Original)],
            charge,
            KnownOf(order, payment) ?? Money.Zero(rows.Select(row => row.Amount.Currency).FirstOrDefault(Currency.Usd)),
            account.Of(payment).Disputes.FirstOrDefault(dispute => dispute.State == DisputeState.Chargeback)?.Id);
        var total = before.ETag == account.ETag && account.Orders.TryGetValue(id, out var stands) ? LedgerAudit.OfOrder(tenant, id, stands, rows, now) : null;
        var found = 0;
        foreach (var each in LedgerAudit.OfCharge(books, now).Concat(total is null ? [] : [total]))
        {
            found += await discrepancies.ReportAsync(each, cancellationToken) ? 1 : 0;
        }

        await LearnAsync(books, cancellationToken);
        return found;
    }

    /// <summary>What the provider knows better is taken over, after people were told of it.</summary>
    private async Task LearnAsync(ChargeBooks books, CancellationToken cancellationToken)
    {
        foreach (var (row, refund) in books.Matched().Where(pair => RefundMove.Of(pair.Refund).Leads(pair.Row)))
        {
            await refunds.LearnAsync(row.Tenant, row.Customer, row.Key, refund, cancellationToken);
            if (await records.FindAsync(row.Tenant, row.Decision, cancellationToken) is { } record)
            {
                await intents.FollowUpAsync(record, cancellationToken);
            }
        }
    }

    private async Task<ImmutableArray<DayRefund>> ListAsync(TenantId tenant, DateOnly day, CancellationToken cancellationToken)
    {
        var taken = ImmutableArray.CreateBuilder<DayRefund>();
        await foreach (var refund in days.ListAsync(tenant, day, cancellationToken))
        {
            taken.Add(refund);
        }

        return taken.DrainToImmutable();
    }

    /// <summary>What the shop says was given back by this payment without us; null where it does not know the order.</summary>
    private static Money? KnownOf(Order? order, PaymentReference payment) => order is null ? null
        : !order.Payments.IsDefaultOrEmpty && order.Payments.FirstOrDefault(each => each.Reference == payment) is { } part ? part.Refunded
        : order.Refunded;
}

/// <summary>What was compared in one run.</summary>
/// <param name="Stopped">The rest is for the next run.</param>
internal sealed record DayAuditDone(int Charges, int Found, bool Stopped)
{
    public DayAuditDone Plus(DayAuditDone more) => new(Charges + more.Charges, Found + more.Found, more.Stopped);
}
