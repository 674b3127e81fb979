using System.Diagnostics.Metrics;

namespace RefundAgent.Actions;

/// <summary>What telemetry is told of money: how much and on whose word, never whose. Sums are doubles here, so nothing may be paid by them.</summary>
public sealed class RefundMeter : IDisposable
{
    public const string Name = "RefundAgent.Refunds";

    private static readonly InstrumentAdvice<double> Sums = new()
    {
        HistogramBucketBoundaries = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000],
    };

    private readonly Histogram<double> amounts;

    public RefundMeter() => amounts = Source.CreateHistogram(
        MetricNames.Amount,
        "{unit}",
        "Sums of refunds in whole units of their currency, by tenant, currency, state, state before and initiator.",
        tags: null,
        Sums);

    public Meter Source { get; } = new(Name);

    /// <param name="entry">A ledger row that has just come to its state, which nobody measures again.</param>
    /// <param name="before">Where it came from: whoever adds up money leaves out what was measured as on its way already.</param>
    public void Reached(RefundEntry entry, RefundState before)
    {
        if (amounts.Enabled && WordOf(entry.State) is { } state)
        {
            amounts.Record(
                (double)entry.Amount.Major,
                Measurements.Of(entry.Tenant),
                new("currency", entry.Amount.Currency.ToString()),
                new("state", state),
                new("before", WordOf(before) ?? "none"),
                Measurements.Of("initiator", entry.Initiator));
        }
    }

    public void Dispose() => Source.Dispose();

    /// <summary>Null while nothing has come of it.</summary>
    private static string? WordOf(RefundState state) => state switch
    {
        RefundState.Succeeded => "executed",
        RefundState.Pending => "pending",
        RefundState.Failed => "failed",
        RefundState.Unknown => "unknown",
        _ => null,
    };
}
