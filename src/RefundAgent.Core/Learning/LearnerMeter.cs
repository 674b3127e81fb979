using System.Diagnostics.Metrics;
using RefundAgent.Tickets;

namespace RefundAgent.Learning;

/// <summary>What telemetry is told of the learner: that it lives, and how often people see things otherwise than what was ruled.</summary>
public sealed class LearnerMeter : IDisposable
{
    public const string Name = "RefundAgent.Learning";

    private readonly Counter<long> runs;
    private readonly Gauge<double> disagreement;

    public LearnerMeter()
    {
        runs = Source.CreateCounter<long>(
            MetricNames.LearnerRuns, "{run}", "Runs of the learner, by tenant and result, also where nothing was to do.");
        disagreement = Source.CreateGauge<double>(
            MetricNames.LearnerDisagreement, "1", "Share of the newest labelled cases on which the ruling and the person differ, by tenant.");
    }

    public Meter Source { get; } = new(Name);

    /// <param name="tenant">Null where the run came to no tenant: there is none yet, or another process is at it.</param>
    /// <param name="result">Of the run.</param>
    public void Ran(TenantId? tenant, LearnerResult result)
    {
        var said = Measurements.Of("result", result);
        if (tenant is { } whose)
        {
            runs.Add(1, Measurements.Of(whose), said);
        }
        else
        {
            runs.Add(1, said);
        }
    }

    /// <param name="share">0 to 1; null where no case is labelled, which is no agreement either.</param>
    public void Differed(TenantId tenant, double? share)
    {
        if (share is { } known)
        {
            disagreement.Record(known, Measurements.Of(tenant));
        }
    }

    public void Dispose() => Source.Dispose();
}

/// <summary>What came of one run of the learner for one tenant.</summary>
public enum LearnerResult
{
    /// <summary>A new version is in force.</summary>
    Published,

    /// <summary>What was learned is saved, and a person holds an older version in force.</summary>
    Kept,

    /// <summary>The version in force teaches all that there is to teach.</summary>
    Nothing,

    /// <summary>Another learner, or a person, moved the pointer first.</summary>
    Outrun,

    /// <summary>Another process is at it.</summary>
    Busy,

    Failed,
}
