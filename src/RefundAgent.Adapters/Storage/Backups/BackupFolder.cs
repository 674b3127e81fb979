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

    /// <summary>Where it is written until it is complete; what an attempt before has left there goes.</summary>
    /// <exception cref="BackupException">Something stands under the name.</exception>
    public static string Begin(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new BackupException($"'{folder}' is there already: name a folder that is not, so that no backup is written over another.");
        }

        var unfinished = Unfinished(folder);
        if (Directory.Exists(unfinished))
        {
            foreach (var file in Directory.EnumerateFiles(unfinished, "*" + Packed))
            {
                File.Delete(file);
            }

            Directory.Delete(unfinished); // Not with what else may be in it: that is not ours.
        }

        // It holds personal data: nobody else on this machine is to read it.
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(unfinished).FullName
            : Directory.CreateDirectory(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    public static async Task EndAsync(string folder, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var unfinished = Unfinished(folder);
        await File.WriteAllBytesAsync(Path.Combine(unfinished, BackupManifest.FileName), CanonicalJson.WriteUtf8(manifest), cancellationToken);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder);
        }

        Directory.Move(unfinished, Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
    }

    /// <exception cref="BackupException">There is no backup there, or one of another layout.</exception>
    public static async Task<BackupManifest> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, BackupManifest.FileName);
        if (!File.Exists(path))
        {
            throw new BackupException(Directory.Exists(folder)
                ? $"'{folder}' has no {BackupManifest.FileName}: a backup that was not finished, or none at all."
                : $"'{folder}' is not there{(Directory.Exists(Unfinished(folder)) ? $", only '{Unfinished(folder)}', a backup that was not finished: take another." : ".")}");
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

    private static string Unfinished(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + UnfinishedEnd;
}
