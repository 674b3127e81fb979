using System.Diagnostics.Metrics;
using RefundAgent.Tickets;

namespace RefundAgent.Reconciliation;

/// <summary>What telemetry is told of what waits for a person: sums and names of queues, never whom they are about.</summary>
public sealed class ReconcileMeter : IDisposable
{
    public const string Name = "RefundAgent.Reconciliation";

    private readonly Meter source = new(Name);
    private readonly Gauge<long> poison;
    private readonly Gauge<long> open;

    public ReconcileMeter()
    {
        poison = source.CreateGauge<long>("refundagent.poison.depth", "{message}", "Messages that failed for good, by queue.");
        open = source.CreateGauge<long>("refundagent.discrepancies.open", "{discrepancy}", "Discrepancies that nobody has closed, by tenant.");
    }

    public void PoisonDepth(string queue, int depth) => poison.Record(depth, new KeyValuePair<string, object?>("queue", queue));

    public void Open(TenantId tenant, int count) => open.Record(count, new KeyValuePair<string, object?>("tenant", tenant.Value));

    public void Dispose() => source.Dispose();
}
