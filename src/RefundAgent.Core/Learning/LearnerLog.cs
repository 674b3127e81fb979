using Microsoft.Extensions.Logging;

namespace RefundAgent.Learning;

/// <summary>Event ids 4000–4099: the learner. Counts and ids only; nobody's words.</summary>
internal static partial class LearnerLog
{
    [LoggerMessage(4000, LogLevel.Information,
        "Learner ran for tenant {Tenant}: {Events} events, {SetAside} set aside, context version {From} → {To}")]
    public static partial void Ran(ILogger logger, string tenant, int events, int setAside, int from, int to);

    [LoggerMessage(4004, LogLevel.Warning, "Another learner moved the pointer of tenant {Tenant} first: its version stands")]
    public static partial void Outrun(ILogger logger, string tenant);
}
