using Microsoft.Extensions.Logging;
using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Helpdesks;
using RefundAgent.Leases;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Reconciliation;

/// <summary>
/// Comes back to every decision that is not done with: what a process left behind is carried on, refunds are followed up, waits are ended.
/// One decision that cannot be carried on is shown to a person and holds up no other.
/// </summary>
public sealed class OpenWork(
    IDecisionRecords records,
    Intents intents,
    ApprovalExpiry expiry,
    TicketBell tickets,
    IRefundLedger ledger,
    RefundExecutor refunds,
    IRefundGateway gateway,
    IDiscrepancies discrepancies,
    TimeProvider time,
    ILogger<OpenWork> logger)
{
    /// <summary>A claim waits for 30 days at most, and some days more for what is left of it.</summary>
    public static TimeSpan LooksBack { get; } = TimeSpan.FromDays(40);

    private readonly WorkRound<TenantId> rounds = new();
    private readonly OpenCounts counts = new();

    internal async Task<OpenWorkDone> RunAsync(TenantId tenant, WorkBudget budget, HeldLease lease, CancellationToken cancellationToken)
    {
        var open = new List<DecisionId>();
        await foreach (var id in records.ListOpenAsync(tenant, time.GetUtcNow() - LooksBack, cancellationToken))
        {
            open.Add(id);
        }

        var done = await LookAsync(tenant, open, budget, lease, cancellationToken);
        return done with { Waits = counts.Sum(tenant, open) };
    }

    private async Task<OpenWorkDone> LookAsync(
        TenantId tenant, List<DecisionId> open, WorkBudget budget, HeldLease lease, CancellationToken cancellationToken)
    {
        var done = new OpenWorkDone(0, 0, 0, 0, 0);
        foreach (var id in rounds.Left(tenant, open, id => id.Value))
        {
            if (budget.IsSpent)
            {
                return done;
            }

            await lease.RenewAsync(cancellationToken);
            done = done.Plus(await LookAsync(tenant, id, cancellationToken));
            rounds.Did(tenant, id.Value);
        }

        rounds.End(tenant);
        return done;
    }

    private async Task<OpenWorkDone> LookAsync(TenantId tenant, DecisionId id, CancellationToken cancellationToken)
    {
        try
        {
            return await records.FindAsync(tenant, id, cancellationToken) is { } record
                ? await CarryOnAsync(record, cancellationToken)
                : new OpenWorkDone(1, 0, 0, 0, 0);
        }
        catch (Exception failure) when (failure is not (StorageBusyException or LeaseLostException) && !cancellationToken.IsCancellationRequested)
        {
            ReconcilerLog.Stuck(logger, failure, id.Value);
            var found = await discrepancies.ReportAsync(Stuck(tenant, id, failure), cancellationToken);
            return new OpenWorkDone(1, 0, 0, 0, found ? 1 : 0);
        }
    }

    private async Task<OpenWorkDone> CarryOnAsync(DecisionRecord found, CancellationToken cancellationToken)
    {
        counts.Put(found);
        if (found.State == RecordState.Intended && IsYoung(found))
        {
            return new OpenWorkDone(1, 0, 0, 0, 0);
        }

        var record = await intents.FinishAsync(found, cancellationToken);
        var returned = await LearnOfPendingAsync(record, cancellationToken);
        record = await intents.FollowUpAsync(record, cancellationToken);
        var looked = await expiry.LookAtAsync(record, time.GetUtcNow(), cancellationToken);
        counts.Put(looked);
        if (looked != found)
        {
            await tickets.RingAsync(looked, cancellationToken);
        }

        return new OpenWorkDone(
            1,
            found.State == RecordState.Intended ? 1 : 0,
            Unsettled(found) - Unsettled(looked),
            looked.Claims.Count(claim => claim.Wait?.Ended is not null) - found.Claims.Count(claim => claim.Wait?.Ended is not null),
            returned + await ReportAsync(OverdueRefunds.In(looked, time.GetUtcNow()), cancellationToken));
    }

    /// <summary>What is pending may come to nothing after the customer was told of it: people hear that before the row moves and shows no trace of it.</summary>
    private async Task<int> LearnOfPendingAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        var found = 0;
        foreach (var plan in record.Claims.SelectMany(claim => claim.Refund?.Parts ?? []).Where(part => part.Result is RefundResult.Pending).Select(part => part.Plan))
        {
            try
            {
                var listed = await gateway.ListRefundsAsync(plan.Tenant, plan.Payment, cancellationToken);
                if (listed.FirstOrDefault(refund => refund.Key == plan.Key) is { } refund
                    && await ledger.FindAsync(plan.Tenant, plan.Customer, plan.Key, cancellationToken) is { } entry)
                {
                    found += await ReportAsync(RefundFindings.Of(entry, refund, reason: null, time.GetUtcNow()), cancellationToken);
                    await refunds.LearnAsync(plan.Tenant, plan.Customer, plan.Key, refund, cancellationToken);
                }
            }
            catch (ProviderException silent)
            {
                ReconcilerLog.ProviderSilent(logger, plan.Payment.Value, silent.Message);
            }
        }

        return found;
    }

    private async Task<int> ReportAsync(IEnumerable<Discrepancy> found, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var each in found)
        {
            count += await discrepancies.ReportAsync(each, cancellationToken) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Whoever is at it has time yet, counted twice over for two clocks that disagree.</summary>
    private bool IsYoung(DecisionRecord record) =>
        (time.GetUtcNow() - (record.IntendedAt ?? record.DecidedAt)).Duration() < MessageTurns.HoldFor * 2;

    private static int Unsettled(DecisionRecord record) =>
        record.Claims.Sum(claim => claim.Refund?.Parts.Count(part => part.Result is not (RefundResult.Succeeded or RefundResult.Failed)) ?? 0);

    private Discrepancy Stuck(TenantId tenant, DecisionId id, Exception failure) => Discrepancy.Of(
        tenant,
        failure is UnreadableRowException ? DiscrepancyKind.UnreadableRow : DiscrepancyKind.DecisionStuck,
        id.Value,
        failure.GetType().Name,
        $"Decision {id} could not be carried on ({failure.GetType().Name}); it is tried again with every run, and the log says more under its id.",
        time.GetUtcNow(),
        id);
}

/// <summary>What became of open decisions in one run.</summary>
internal sealed record OpenWorkDone(int Looked, int CarriedOn, int Settled, int Expired, int Found)
{
    /// <summary>Of all that is open, what this run did not come to included.</summary>
    public OpenCount Waits { get; init; }

    public OpenWorkDone Plus(OpenWorkDone more) => new(
        Looked + more.Looked, CarriedOn + more.CarriedOn, Settled + Math.Max(0, more.Settled), Expired + more.Expired, Found + more.Found);
}
