using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>Proves a backup byte by byte, without a store.</summary>
internal static class BackupCheck
{
    /// <exception cref="BackupException">Something is missing or damaged; the message names the file.</exception>
    public static async Task<BackupManifest> RunAsync(string folder, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        var manifest = await BackupFolder.OpenAsync(folder, cancellationToken);
        if (BackupOrder.Files.Select(BackupFolder.FileOf).Except(manifest.Files.Select(file => file.Name)).FirstOrDefault() is { } missing && manifest.Build == Formats.StorageFormat.Build)
        {
            throw new BackupException($"The manifest of '{folder}' does not name {missing}: it was changed since the backup was taken.");
        }

        foreach (var file in manifest.Files)
        {
            await CheckAsync(folder, file, progress, cancellationToken);
        }

        return manifest;
    }

    private static async Task CheckAsync(string folder, BackupFile file, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, Path.GetFileName(file.Name));
        if (!File.Exists(path))
        {
            throw new BackupException($"'{path}' is missing: the manifest names it with {file.Rows:N0} rows.");
        }

        if (await PackedLines.DigestAsync(path, cancellationToken) != file.Sha256)
        {
            throw new BackupException($"'{path}' is damaged: its SHA-256 is not the one that the manifest has. Nothing was written; use another copy of the backup.");
        }

        try
        {
            var (rows, digest) = await PackedLines.DigestAsync(
                PackedLines.ReadAsync(path, cancellationToken),
                done => progress.Report(new BackupProgress("verifying", file.Name, done, file.Rows)),
                cancellationToken);
            if (rows != file.Rows || digest != file.ContentSha256)
            {
                throw new BackupException($"'{path}' has {rows:N0} rows that are not those of the manifest, which has {file.Rows:N0}: the manifest was changed.");
            }
        }
        catch (InvalidDataException fault)
        {
            throw new BackupException($"'{path}' cannot be unpacked: {fault.Message}", fault);
        }
    }
}
