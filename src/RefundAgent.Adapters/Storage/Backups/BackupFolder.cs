using System.Text.Json;
using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>A backup on disk: complete, or not there under its name.</summary>
internal static class BackupFolder
{
    private const string UnfinishedEnd = ".unfinished";
    private const string Packed = ".jsonl.gz";

    public static string FileOf(string name) => name + Packed;

    public static string NameOf(string file) => file[..^Packed.Length];

    /// <summary>Where it is written until it is complete.</summary>
    public static string UnfinishedOf(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + UnfinishedEnd;

    /// <exception cref="BackupException">There is no backup there, or one of another layout.</exception>
    public static async Task<BackupManifest> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, BackupManifest.FileName);
        if (!File.Exists(path))
        {
            throw new BackupException(Directory.Exists(folder)
                ? $"'{folder}' has no {BackupManifest.FileName}: a backup that was not finished, or none at all."
                : $"'{folder}' is not there{(Directory.Exists(UnfinishedOf(folder)) ? $", only '{UnfinishedOf(folder)}', a backup that was not finished: take another." : ".")}");
        }

        try
        {
            var manifest = CanonicalJson.Read<BackupManifest>(await File.ReadAllBytesAsync(path, cancellationToken));
            return manifest.Version == BackupManifest.Current && !manifest.Files.IsDefault
                ? manifest
                : throw new BackupException($"'{path}' has layout {manifest.Version}, and this build reads {BackupManifest.Current}: restore with build {manifest.Build}.");
        }
        catch (JsonException fault)
        {
            throw new BackupException($"'{path}' is damaged: {fault.Message}", fault);
        }
    }
}
