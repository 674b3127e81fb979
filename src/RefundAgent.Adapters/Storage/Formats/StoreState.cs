namespace RefundAgent.Adapters.Storage.Formats;

/// <summary>What is true of the whole store, in one row that every build can read, whatever the format of the other rows is.</summary>
/// <param name="Format">The version that every process writes.</param>
/// <param name="Build">Which build put it in force: what an older one tells its operator to start instead.</param>
/// <param name="Restoring">The digest of the backup whose restore is unfinished; null for a store that is whole.</param>
internal sealed record StoreState(int Format, string Build, string? Restoring = null);
