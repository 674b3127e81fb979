using Microsoft.Extensions.Logging;

namespace RefundAgent.Reconciliation;

/// <summary>Event ids 3300–3399: the reconciliation. Counts and ids only.</summary>
internal static partial class ReconcilerLog
{
    [LoggerMessage(3300, LogLevel.Information,
        "Reconciled tenant {Tenant}: {Looked} open decisions looked at, {CarriedOn} carried on, {Settled} settled, {Expired} claims expired, {Charges} charges compared, {Found} findings")]
    public static partial void Ran(ILogger logger, string tenant, int looked, int carriedOn, int settled, int expired, int charges, int found);

    [LoggerMessage(3303, LogLevel.Error, "Decision {Decision} could not be carried on; the next run tries again")]
    public static partial void Stuck(ILogger logger, Exception failure, string decision);

    [LoggerMessage(3304, LogLevel.Warning, "The payment provider could not be asked about charge {Charge}: {Why} The rest is for the next run")]
    public static partial void ProviderSilent(ILogger logger, string charge, string why);

    [LoggerMessage(3305, LogLevel.Error, "Charge {Charge} could not be compared with the ledger; the next run tries again")]
    public static partial void NotCompared(ILogger logger, Exception failure, string charge);
}
