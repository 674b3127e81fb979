using System.Diagnostics.Metrics;
using RefundAgent.Records;

namespace RefundAgent.Decisions;

/// <summary>What telemetry is told of rulings, when a decision's record is first written: a message that comes again is no second decision.</summary>
public sealed class DecisionMeter : IDisposable
{
    public const string Name = "RefundAgent.Decisions";

    /// <summary>Seconds: the built-in advisor takes some hundredths, a model many of them.</summary>
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40],
    };

    private readonly Counter<long> decisions;
    private readonly Counter<long> escalations;
    private readonly Histogram<double> durations;

    public DecisionMeter()
    {
        decisions = Source.CreateCounter<long>(MetricNames.Decisions, "{claim}", "Claims ruled on, by tenant, outcome, status and advisor.");
        escalations = Source.CreateCounter<long>(
            MetricNames.Escalations, "{claim}", "Claims handed to a person for good, by tenant and the kind of reason.");
        durations = Source.CreateHistogram(
            MetricNames.DecisionDuration, "s", "From a message's turn to its record, by advisor.", tags: null, Durations);
    }

    public Meter Source { get; } = new(Name);

    /// <param name="written">As it was first written; what its refunds come to is measured by <see cref="Actions.RefundMeter"/>.</param>
    /// <param name="took">From its turn to its record.</param>
    public void Decided(DecisionRecord written, TimeSpan took)
    {
        if (written.Usage is { } usage && durations.Enabled)
        {
            durations.Record(took.TotalSeconds, Measurements.Of("advisor", usage.Advisor));
        }

        if (!decisions.Enabled && !escalations.Enabled)
        {
            return;
        }

        var tenant = Measurements.Of(written.Tenant);
        foreach (var claim in written.Claims)
        {
            decisions.Add(
                1,
                tenant,
                Measurements.Of("outcome", claim.Ruling.Outcome),
                Measurements.Of("status", claim.Status),
                Measurements.Of("advisor", claim.AdvisedBy));
            if (claim.Ruling is Ruling.Escalate { Reasons: [var first, ..] })
            {
                escalations.Add(1, tenant, Measurements.Of("reason", first.Kind));
            }
        }
    }

    public void Dispose() => Source.Dispose();
}
