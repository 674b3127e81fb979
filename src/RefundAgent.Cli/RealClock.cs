#pragma warning disable RS0030 // The composition root is the one place that names the real clock.
namespace RefundAgent.Cli;

/// <summary>The machine's clock, named once; everything else has time injected.</summary>
internal static class RealClock
{
    public static TimeProvider Time => TimeProvider.System;
}
#pragma warning restore RS0030
