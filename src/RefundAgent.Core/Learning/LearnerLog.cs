using Microsoft.Extensions.Logging;

namespace RefundAgent.Learning;

/// <summary>Event ids 4000–4099: the learner. Counts and ids only; nobody's words.</summary>
internal static partial class LearnerLog
{
    [LoggerMessage(4000, LogLevel.Information,
        "Learner ran for tenant {Tenant}: {Events} events, {SetAside} set aside, context version {From} → {To}")]
    public static partial void Ran(ILogger logger, string tenant, int events, int setAside, int from, int to);

    [LoggerMessage(4001, LogLevel.Debug, "Another process holds the learner's lease: nothing to do here")]
    public static partial void Busy(ILogger logger);

    [LoggerMessage(4002, LogLevel.Warning, "The learner's lease was taken over: stopped, the other process goes on")]
    public static partial void LeaseLost(ILogger logger);

    [LoggerMessage(4003, LogLevel.Error, "The learner failed for tenant {Tenant}; the next run goes on from what is stored")]
    public static partial void TenantFailed(ILogger logger, Exception failure, string tenant);

    [LoggerMessage(4004, LogLevel.Warning, "Another learner moved the pointer of tenant {Tenant} first: its version stands")]
    public static partial void Outrun(ILogger logger, string tenant);
}
