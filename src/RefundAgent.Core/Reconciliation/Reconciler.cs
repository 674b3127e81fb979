using System.Globalization;
using Microsoft.Extensions.Logging;
using RefundAgent.Helpdesks;
using RefundAgent.Leases;
using RefundAgent.Queues;
using RefundAgent.Tickets;

namespace RefundAgent.Reconciliation;

/// <summary>
/// One run of the reconciliation: open work, then the day's refunds against the provider's books, the helpdesks, then the poison queues. Every step may be
/// repeated and be left off anywhere; what it cannot put right becomes a <see cref="Discrepancy"/>.
/// </summary>
public sealed class Reconciler(
    TenantRounds rounds,
    OpenWork openWork,
    DayAudit audit,
    HelpdeskRounds helpdesks,
    IQueues queues,
    IDiscrepancies discrepancies,
    ReconcileMeter meter,
    TimeProvider time,
    ILogger<Reconciler> logger)
{
    /// <summary>The lease's name: one run at a time, across machines.</summary>
    public const string LeaseName = "reconciler";

    /// <summary>For each of the two long parts of a tenant's run; both together stay below the five minutes that the Functions host allows.</summary>
    public static TimeSpan PartLimit { get; } = TimeSpan.FromSeconds(60);

    private const int OpenPage = 1000;

    private static readonly string[] WorkQueues = [QueueNames.Tickets, QueueNames.Feedback];

    /// <exception cref="AggregateException">A tenant's run failed; the other tenants' runs were done all the same.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => Spans.RunAsync(SpanNames.Reconcile, () => RunAllAsync(cancellationToken));

    private async Task RunAllAsync(CancellationToken cancellationToken)
    {
        var measuring = MeasureQueuesAsync(cancellationToken);
        await rounds.RunAsync(LeaseName, (tenant, lease, cancelled) => RunAsync(tenant, measuring, lease, cancelled), cancellationToken);
        await measuring;
    }

    private async Task RunAsync(
        TenantId tenant, Task<IReadOnlyDictionary<string, int>> depths, HeldLease lease, CancellationToken cancellationToken)
    {
        var work = await openWork.RunAsync(tenant, new WorkBudget(time, PartLimit), lease, cancellationToken);
        meter.Waits(tenant, work.Waits);
        var compared = await audit.RunAsync(tenant, new WorkBudget(time, PartLimit), lease, cancellationToken);
        await helpdesks.RunAsync(tenant, lease, cancellationToken);
        var poison = await ReportPoisonAsync(tenant, await depths, cancellationToken);
        var open = await discrepancies.ListAsync(tenant, open: true, cursor: null, OpenPage, cancellationToken);
        meter.Open(tenant, open.Found.Length);
        ReconcilerLog.Ran(
            logger, tenant.Value, work.Looked, work.CarriedOn, work.Settled, work.Expired, compared.Charges, work.Found + compared.Found + poison);
    }

    /// <summary>Whoever is at the rest: a queue that fills up is seen whatever else goes wrong, and one that is away holds up nothing else.</summary>
    private async Task<IReadOnlyDictionary<string, int>> MeasureQueuesAsync(CancellationToken cancellationToken)
    {
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var queue in QueueNames.All)
        {
            depths[queue] = await queues[queue].CountAsync(cancellationToken);
            meter.Depth(queue, depths[queue]);
        }

        return depths;
    }

    /// <summary>The queues are everybody's: each tenant's people hear of them, once for each day that messages lie there, and of no message's words.</summary>
    private async Task<int> ReportPoisonAsync(TenantId tenant, IReadOnlyDictionary<string, int> depths, CancellationToken cancellationToken)
    {
        var found = 0;
        foreach (var queue in WorkQueues.Where(queue => depths[QueueNames.Poison(queue)] > 0))
        {
            found += await discrepancies.ReportAsync(Poisoned(tenant, queue, depths[QueueNames.Poison(queue)]), cancellationToken) ? 1 : 0;
        }

        return found;
    }

    private Discrepancy Poisoned(TenantId tenant, string queue, int depth) => Discrepancy.Of(
        tenant,
        DiscrepancyKind.PoisonMessages,
        QueueNames.Poison(queue),
        time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        $"Messages that failed for good lie in queue {QueueNames.Poison(queue)}, {depth} when last counted: see them with 'refund-agent poison list', and send them again "
            + $"with 'refund-agent poison replay --queue {queue}' once the cause is mended.",
        time.GetUtcNow());
}
