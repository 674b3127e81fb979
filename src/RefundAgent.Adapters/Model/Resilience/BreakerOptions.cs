using System.ComponentModel.DataAnnotations;

namespace RefundAgent.Adapters.Model.Resilience;

/// <summary>When a deployment that keeps failing is left alone, and for how long.</summary>
internal sealed class BreakerOptions
{
    /// <summary>Of the requests within <see cref="SamplingSeconds"/>; a lower share is tolerated.</summary>
    [Range(0.1, 1.0)]
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>Fewer requests within <see cref="SamplingSeconds"/> prove nothing.</summary>
    [Range(2, 1_000)]
    public int MinimumRequests { get; set; } = 5;

    [Range(5, 600)]
    public int SamplingSeconds { get; set; } = 60;

    /// <summary>After it one request is let through; whether that succeeds decides for all.</summary>
    [Range(1, 600)]
    public int BreakSeconds { get; set; } = 30;
}
