using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using RefundAgent.Adapters.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Benchmarks.World;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Decisions;

/// <summary>The product's tables through the SDK's own clients, with the product's client options.</summary>
internal sealed class FloorTables : IDisposable
{
    public FloorTables(LocalStorage storage)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [SettingNames.Storage] = storage.ConnectionString }).Build();
        Clients = new AzureClients(StorageConnection.From(configuration), Meter);
        TableClient Table(string name) => Clients.Tables.GetTableClient(name);
        (Slots, Decisions, Pointers) = (Table(TableNames.DecisionsByTicket), Table(TableNames.Decisions), Table(TableNames.ContextPointer));
        (Orders, Ledger, Sandbox) = (Table(TableNames.Orders), Table(TableNames.RefundLedger), Table(TableNames.SandboxPayments));
        Spend = Table(TableNames.Spend);
    }

    public StorageMeter Meter { get; } = new();

    public AzureClients Clients { get; }

    public TableClient Slots { get; }

    public TableClient Decisions { get; }

    public TableClient Pointers { get; }

    public TableClient Orders { get; }

    public TableClient Ledger { get; }

    public TableClient Sandbox { get; }

    public TableClient Spend { get; }

    public void Dispose() => Meter.Dispose();
}

/// <summary>Where the floor keeps a case.</summary>
internal static class FloorKeys
{
    public static string Account(this BenchCase subject) =>
        AccountRows.Partition(TenantId.From("floor00"), CustomerId.From(subject.Customer));
}
