using Microsoft.Extensions.Logging;

namespace RefundAgent.Leases;

/// <summary>Event ids 8000–8099: jobs that run for every tenant, one process at a time.</summary>
internal static partial class RoundsLog
{
    [LoggerMessage(8001, LogLevel.Debug, "Another process holds the lease of the {Job}: nothing to do here")]
    public static partial void Busy(ILogger logger, string job);

    [LoggerMessage(8002, LogLevel.Warning, "The lease of the {Job} was taken over: stopped, the other process goes on")]
    public static partial void LeaseLost(ILogger logger, string job);

    [LoggerMessage(8003, LogLevel.Error, "The {Job} failed for tenant {Tenant}; the next run goes on from what is stored")]
    public static partial void TenantFailed(ILogger logger, Exception failure, string job, string tenant);
}
