using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Backups;

/// <inheritdoc cref="IStoreBackup"/>
internal sealed class StorageBackup(BackupTaking taking, BackupRestoring restoring) : IStoreBackup
{
    public Task<BackupManifest> TakeAsync(string folder, IProgress<BackupProgress> progress, CancellationToken cancellationToken) =>
        taking.RunAsync(folder, progress, cancellationToken);

    public Task<BackupManifest> RestoreAsync(
        string folder, Func<CancellationToken, Task> before, IProgress<BackupProgress> progress, CancellationToken cancellationToken) =>
        restoring.RunAsync(folder, before, progress, cancellationToken);
}
