using RefundAgent.Stores;

namespace RefundAgent.Cli.Backups;

/// <summary>A backup brings back who was erased after it; only the operator's own list of requests knows who that was.</summary>
internal static class ErasureWords
{
    public static string Of(BackupManifest manifest) =>
        $"{In(manifest)} Whoever is erased after {manifest.StartedAt.UtcDateTime:u} has to be erased again once it is restored.";

    public static string Restored(BackupManifest manifest) =>
        $"{In(manifest)} Erase again whoever was erased after {manifest.StartedAt.UtcDateTime:u}; your own list of requests knows whom: POST /api/customers/ID/erase.";

    private static string In(BackupManifest manifest) => manifest.Erasures.Newest is { } newest
        ? $"Erasures in it: {manifest.Erasures.Count}, the last of {newest.UtcDateTime:u}."
        : "No customer has been erased in it.";
}
