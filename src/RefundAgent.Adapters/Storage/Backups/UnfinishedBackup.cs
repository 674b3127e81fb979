using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>
/// Where a backup is written until it is complete. One process at a time: a file beside it is locked for as long as the process lives, so that
/// a second one neither clears it away nor puts its own files between.
/// </summary>
internal sealed class UnfinishedBackup : IDisposable
{
    private const string LockEnd = ".lock";

    private readonly string target;
    private readonly FileStream locked;

    private UnfinishedBackup(string target, FileStream locked)
    {
        this.target = target;
        this.locked = locked;
        Folder = BackupFolder.UnfinishedOf(target);
    }

    /// <summary>Of the files, for now.</summary>
    public string Folder { get; }

    /// <summary>What an attempt before has left there goes.</summary>
    /// <exception cref="BackupException">Something stands under the name, or another process writes there.</exception>
    public static UnfinishedBackup Begin(string folder)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Directory.CreateDirectory(Path.GetDirectoryName(target) ?? target);
        var unfinished = new UnfinishedBackup(target, Lock(target));
        try
        {
            unfinished.Prepare();
            return unfinished;
        }
        catch
        {
            unfinished.Dispose();
            throw;
        }
    }

    /// <summary>Gives it its name, once everything that the manifest tells of is there.</summary>
    /// <exception cref="BackupException">Somebody has changed its files.</exception>
    public async Task EndAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        if (manifest.Files.FirstOrDefault(file => new FileInfo(Path.Combine(Folder, file.Name)) is var there && (!there.Exists || there.Length != file.Bytes)) is { } changed)
        {
            throw new BackupException($"'{Path.Combine(Folder, changed.Name)}' is not as it was written: somebody has changed the folder meanwhile. Take another backup.");
        }

        await File.WriteAllBytesAsync(Path.Combine(Folder, BackupManifest.FileName), CanonicalJson.WriteUtf8(manifest), cancellationToken);
        RequireFree();
        if (Directory.Exists(target))
        {
            Directory.Delete(target);
        }

        Directory.Move(Folder, target);
    }

    public void Dispose() => locked.Dispose();

    private static FileStream Lock(string target)
    {
        try
        {
            return new FileStream(
                BackupFolder.UnfinishedOf(target) + LockEnd, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException taken)
        {
            throw new BackupException($"Another backup is being written to '{target}' ({taken.Message}) Name another folder.", taken);
        }
    }

    private void Prepare()
    {
        RequireFree();
        if (Directory.Exists(Folder))
        {
            foreach (var file in Directory.EnumerateFiles(Folder, BackupFolder.FileOf("*")).Append(Path.Combine(Folder, BackupManifest.FileName)))
            {
                File.Delete(file);
            }

            Directory.Delete(Folder); // Not with what else may be in it: that is not ours.
        }

        // It holds personal data: nobody else on this machine is to read it.
        _ = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(Folder)
            : Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void RequireFree()
    {
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new BackupException($"'{target}' is there already: name a folder that is not, so that no backup is written over another.");
        }
    }
}
