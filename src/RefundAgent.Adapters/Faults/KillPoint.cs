using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RefundAgent.Adapters.Faults;

/// <summary>
/// Where a process ends itself, so that a rehearsal hits the one moment between two effects that chance would miss:
/// <c>RefundLedger.transaction:after:3</c> is right after the third transaction on that table.
/// </summary>
/// <param name="Step">One of <see cref="Steps"/>.</param>
/// <param name="Moment">Before the step has any effect, or when it has had it and nobody knows yet.</param>
/// <param name="Nth">Counted from 1 since the process began.</param>
internal sealed record KillPoint(string Step, KillMoment Moment, int Nth)
{
    public const string Gateway = "gateway";

    private const int MostSteps = 1_000_000;

    /// <summary>Every step there is: each table, queue and payment call by each thing that can be done with it.</summary>
    public static ImmutableArray<string> Steps { get; } =
    [
        .. from table in TableNames.All from verb in TableVerbs.All select $"{table}.{verb}",
        .. from queue in QueueNames.All from verb in QueueVerbs.All select $"{OfQueue(queue)}.{verb}",
        .. from verb in GatewayVerbs.All select $"{Gateway}.{verb}",
    ];

    public static bool TryParse(string text, [NotNullWhen(true)] out KillPoint? point)
    {
        point = text.Split(':') is [var step, var when, var count]
            && Steps.Contains(step)
            && MomentOf(when) is { } moment
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var nth)
            && nth is >= 1 and <= MostSteps
                ? new KillPoint(step, moment, nth)
                : null;
        return point is not null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Step}:{(Moment == KillMoment.Before ? "before" : "after")}:{Nth}");

    public static string OfQueue(string queue) => $"queue.{queue}";

    private static KillMoment? MomentOf(string text) => text switch
    {
        "before" => KillMoment.Before,
        "after" => KillMoment.After,
        _ => null,
    };
}

/// <summary>On which side of a step's effect.</summary>
internal enum KillMoment
{
    Before,
    After,
}

/// <summary>What is done with a table, one name for each method of <see cref="Storage.ITable"/>.</summary>
internal static class TableVerbs
{
    public const string Find = "find";
    public const string Query = "query";
    public const string Write = "write";
    public const string Transaction = "transaction";

    public static ImmutableArray<string> All { get; } = [Find, Query, Write, Transaction];
}

/// <summary>What is done with a queue, one name for each method of <see cref="Queues.IMessageQueue"/> that changes it.</summary>
internal static class QueueVerbs
{
    public const string Send = "send";
    public const string Receive = "receive";
    public const string Renew = "renew";
    public const string Delete = "delete";
    public const string Drop = "drop";
    public const string Retry = "retry";
    public const string Poison = "poison";

    public static ImmutableArray<string> All { get; } = [Send, Receive, Renew, Delete, Drop, Retry, Poison];
}

/// <summary>What is asked of a payment provider, one name for each method of <see cref="RefundAgent.Actions.IRefundGateway"/>.</summary>
internal static class GatewayVerbs
{
    public const string Refund = "refund";
    public const string Payment = "payment";
    public const string List = "list";

    public static ImmutableArray<string> All { get; } = [Refund, Payment, List];
}
