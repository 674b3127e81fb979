using System.Diagnostics.Metrics;
using RefundAgent.Tickets;

namespace RefundAgent.Reconciliation;

/// <summary>What telemetry is told of what waits: sums and names of queues, never whom they are about. Zero is told too.</summary>
public sealed class ReconcileMeter : IDisposable
{
    public const string Name = "RefundAgent.Reconciliation";

    private readonly Dictionary<string, Gauge<long>> depths;
    private readonly Gauge<long> pending;
    private readonly Gauge<long> unknown;
    private readonly Gauge<long> discrepancies;

    public ReconcileMeter()
    {
        depths = new Dictionary<string, Gauge<long>>(StringComparer.Ordinal)
        {
            [QueueNames.Tickets] = Depth(MetricNames.TicketsDepth, "Messages that wait to be decided or are being decided."),
            [QueueNames.TicketsPoison] = Depth(MetricNames.TicketsPoison, "Messages to be decided that failed for good."),
            [QueueNames.Feedback] = Depth(MetricNames.FeedbackDepth, "Feedback that waits to be recorded or is being recorded."),
            [QueueNames.FeedbackPoison] = Depth(MetricNames.FeedbackPoison, "Feedback that failed for good."),
        };
        pending = Source.CreateGauge<long>(MetricNames.Pending, "{claim}", "Claims that wait for a person's answer, by tenant.");
        unknown = Source.CreateGauge<long>(MetricNames.Unknown, "{refund}", "Refunds of which nobody knows whether they were made, by tenant.");
        discrepancies = Source.CreateGauge<long>(MetricNames.Discrepancies, "{discrepancy}", "Discrepancies that nobody has closed, by tenant.");
    }

    public Meter Source { get; } = new(Name);

    /// <param name="queue">One of <see cref="QueueNames.All"/>.</param>
    /// <param name="depth">Hidden messages included.</param>
    public void Depth(string queue, int depth) => depths[queue].Record(depth);

    public void Waits(TenantId tenant, OpenCount count)
    {
        pending.Record(count.Pending, Measurements.Of(tenant));
        unknown.Record(count.Unknown, Measurements.Of(tenant));
    }

    public void Open(TenantId tenant, int count) => discrepancies.Record(count, Measurements.Of(tenant));

    public void Dispose() => Source.Dispose();

    private Gauge<long> Depth(string name, string description) => Source.CreateGauge<long>(name, "{message}", description);
}
