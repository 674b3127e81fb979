using System.Collections.Immutable;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>
/// In which order tables are copied while the agent works: what points to something before what it points to, and money last. Whatever moves
/// meanwhile is then missing on the safe side: a decision in the backup has its refunds in the ledger beside it, a refund in the ledger may
/// lack its decision, which is then made again and finds nothing left of the order.
/// </summary>
internal static class BackupOrder
{
    public static ImmutableArray<string> Tables { get; } =
    [
        // What says "seen before" comes ahead of what was made of it: half seen is done again, half done would be lost.
        TableNames.ProviderEvents,
        TableNames.HelpdeskTickets,

        // Nobody writes these while the learner's lease is held, but for operators' words.
        TableNames.ContextPointer,
        TableNames.Policies,
        TableNames.ContextVersions,
        TableNames.ContextItems,
        TableNames.ControlLog,
        TableNames.LearnerCheckpoints,
        TableNames.LearnerRuns,
        TableNames.FeedbackInbox,
        TableNames.FeedbackLedger,

        TableNames.Orders,
        TableNames.Discrepancies,
        TableNames.ModelSpend,
        TableNames.Decisions,
        TableNames.DecisionsByTicket,
        TableNames.RefundLedger,

        // What a day's total holds beyond the ledger is found and given back by the reconciliation.
        TableNames.Spend,

        // Stands for the provider, who forgets nothing.
        TableNames.SandboxPayments,
    ];

    /// <summary>Who holds a lease is gone when a store is restored; the format is in the manifest.</summary>
    public static ImmutableArray<string> LeftOut { get; } = [TableNames.Leases, TableNames.StorageState];

    public static ImmutableArray<string> PoisonQueues { get; } = [QueueNames.TicketsPoison, QueueNames.FeedbackPoison];

    public static ImmutableArray<string> WorkQueues { get; } = [QueueNames.Tickets, QueueNames.Feedback];

    /// <summary>Every file, as it is called.</summary>
    public static IEnumerable<string> Files => PoisonQueues.Append(ContainerNames.Payloads).Concat(Tables);
}
