using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RefundAgent.Actions;
using RefundAgent.Adapters.Actions;
using RefundAgent.Adapters.Context;
using RefundAgent.Adapters.Controls;
using RefundAgent.Adapters.Erasure;
using RefundAgent.Adapters.Evidence;
using RefundAgent.Adapters.Feedback;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Learning;
using RefundAgent.Adapters.Leases;
using RefundAgent.Adapters.Payments;
using RefundAgent.Adapters.Policies;
using RefundAgent.Adapters.Queues;
using RefundAgent.Adapters.Reconciliation;
using RefundAgent.Adapters.Records;
using RefundAgent.Adapters.Storage.Backups;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Erasure;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Helpdesks;
using RefundAgent.Learning;
using RefundAgent.Leases;
using RefundAgent.Payments;
using RefundAgent.Policies;
using RefundAgent.Queues;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Stores;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Storage;

/// <summary>
/// Registers all storage ports over one store. The caller registers <see cref="TimeProvider"/>, <see cref="Identity.IIdSource"/> and
/// logging.
/// </summary>
internal static class StorageServices
{
    /// <summary>Everything is gone when the process ends.</summary>
    public static IServiceCollection AddMemoryStorage(this IServiceCollection services) => services
        .AddSingleton<MemoryTables>()
        .AddSingleton(provider => new PlainTables(provider.GetRequiredService<MemoryTables>()))
        .AddSingleton<IBlobs, MemoryBlobs>()
        .AddSingleton<IMessageQueues, MemoryQueues>()
        .AddSingleton<IStorageSetup, MemorySetup>()
        .AddPorts();

    /// <summary>Reads the connection when storage is first used, so that a mistake in it is told by the process that needs it.</summary>
    public static IServiceCollection AddAzureStorage(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(provider => new AzureClients(StorageConnection.From(configuration), provider.GetRequiredService<StorageMeter>()))
        .AddSingleton<AzureTables>()
        .AddSingleton(provider => new PlainTables(provider.GetRequiredService<AzureTables>()))
        .AddSingleton<IBlobs, AzureBlobs>()
        .AddSingleton<IMessageQueues, AzureQueues>()
        .AddSingleton<IStorageSetup, AzureSetup>()
        .AddSingleton<StoreContent>()
        .AddSingleton<EmptyStore>()
        .AddSingleton<RestoreRuns>()
        .AddSingleton<BackupTaking>()
        .AddSingleton<BackupRestoring>()
        .AddSingleton<IStoreBackup, StorageBackup>()
        .AddPorts();

    private static IServiceCollection AddPorts(this IServiceCollection services)
    {
        services.TryAddSingleton<StorageMeter>();
        return services
            .AddSingleton<StoreStates>()
            .AddSingleton(provider => new FormatInForce(
                provider.GetRequiredService<StoreStates>(),
                () => provider.GetService<IHostApplicationLifetime>()?.StopApplication(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<FormatInForce>>()))
            .AddSingleton<ITables, VersionedTables>()
            .AddSingleton<MigrationRuns>()
            .AddSingleton<RowRaising>()
            .AddSingleton<IStoreMigration, StorageMigration>()
            .AddSingleton<Contention>()
            .AddSingleton<QueueEnvelope>()
            .AddSingleton<QueueSender>()
            .AddSingleton<IQueueMessages>(provider => provider.GetRequiredService<QueueEnvelope>())
            .AddSingleton<IQueues>(provider => provider.GetRequiredService<IMessageQueues>())
            .AddSingleton<IPoisonQueues, PoisonQueues>()
            .AddSingleton<ITicketQueue, TicketQueue>()
            .AddSingleton<IHelpdeskQueue, HelpdeskQueue>()
            .AddSingleton<ITicketCases, TableTicketCases>()
            .AddSingleton<ITicketSignalQueue, TicketSignalQueue>()
            .AddSingleton<IFeedbackQueue, FeedbackQueue>()
            .AddSingleton<IProviderEventQueue, ProviderEventQueue>()
            .AddSingleton<IProviderEventLog, TableProviderEventLog>()
            .AddSingleton<IOrderBook, TableOrderBook>()
            .AddSingleton<IDecisionRecords, TableDecisionRecords>()
            .AddSingleton<RefundMeter>()
            .AddSingleton<TableRefundLedger>()
            .AddSingleton<IRefundLedger>(provider => new MeasuredRefundLedger(
                provider.GetRequiredService<TableRefundLedger>(), provider.GetRequiredService<RefundMeter>()))
            .AddSingleton<ISpendBook, TableSpendBook>()
            .AddSingleton<IDiscrepancies, TableDiscrepancies>()
            .AddSingleton<IAuditMarks, TableAuditMarks>()
            .AddSingleton<IFeedbackInbox, TableFeedbackInbox>()
            .AddSingleton<IFeedbackLedger, TableFeedbackLedger>()
            .AddSingleton<IContextStore, TableContextStore>()
            .AddSingleton<IControlLog, TableControlLog>()
            .AddSingleton<IPolicyStore, TablePolicyStore>()
            .AddSingleton<ICustomerCases, CustomerCases>()
            .AddSingleton<IPersonalData, ErasedMessages>()
            .AddSingleton<IPersonalData, ErasedFeedback>()
            .AddSingleton<IPersonalData, ErasedPins>()
            .AddSingleton<IPersonalData, ErasedVersions>()
            .AddSingleton<IPersonalData, ErasedCheckpoint>()
            .AddSingleton<IPersonalData, ErasedPapers>()
            .AddSingleton<IPersonalData, ErasedOrders>()
            .AddSingleton<ILearnerRuns, TableLearnerRuns>()
            .AddSingleton<ILearnerCheckpoints, TableLearnerCheckpoints>()
            .AddSingleton<ILeases, TableLeases>();
    }
}
