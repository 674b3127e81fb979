namespace RefundAgent.Stores;

/// <summary>Copies a store into a folder while the agent works, and puts such a copy into an empty one.</summary>
public interface IStoreBackup
{
    /// <param name="folder">Not there yet.</param>
    /// <param name="progress">Hears of every row.</param>
    /// <param name="cancellationToken">Leaves a folder of another name, which the next attempt clears away.</param>
    /// <exception cref="BackupException">The folder is there, another backup is being written to it, or something of the store cannot be had.</exception>
    /// <exception cref="Leases.LeaseLostException">It stood still so long that the learner, the reconciliation or a migration went on.</exception>
    Task<BackupManifest> TakeAsync(string folder, IProgress<BackupProgress> progress, CancellationToken cancellationToken);

    /// <param name="folder">Of the backup.</param>
    /// <param name="before">What is to be done with the restored store before anybody may work on it.</param>
    /// <param name="progress">Hears of every batch.</param>
    /// <param name="cancellationToken">The next attempt goes on.</param>
    /// <exception cref="BackupException">The backup is damaged, or the store is not empty; nothing was written.</exception>
    Task<BackupManifest> RestoreAsync(
        string folder, Func<CancellationToken, Task> before, IProgress<BackupProgress> progress, CancellationToken cancellationToken);
}
