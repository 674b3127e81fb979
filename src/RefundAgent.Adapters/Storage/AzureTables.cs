using System.Collections.Frozen;
using RefundAgent.Identity;

namespace RefundAgent.Adapters.Storage;

/// <summary>All tables of one storage account.</summary>
internal sealed class AzureTables(AzureClients clients, IIdSource ids, StorageMeter meter) : ITables
{
    private readonly FrozenDictionary<string, ITable> tables = TableNames.All.ToFrozenDictionary(
        name => name, ITable (name) => new AzureTable(clients.Tables.GetTableClient(name), ids, meter), StringComparer.Ordinal);

    public ITable this[string name] => tables[name];
}
