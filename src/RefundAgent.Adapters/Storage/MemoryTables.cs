using System.Collections.Frozen;

namespace RefundAgent.Adapters.Storage;

/// <summary>All tables in memory.</summary>
internal sealed class MemoryTables(StorageMeter meter) : ITables
{
    private readonly FrozenDictionary<string, ITable> tables =
        TableNames.All.ToFrozenDictionary(name => name, ITable (name) => new MemoryTable(name, meter), StringComparer.Ordinal);

    public ITable this[string name] => tables[name];
}
