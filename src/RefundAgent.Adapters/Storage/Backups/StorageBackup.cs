using Azure;
using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>What storage or a disk refuses is told in words.</summary>
/// <inheritdoc cref="IStoreBackup"/>
internal sealed class StorageBackup(BackupTaking taking, BackupRestoring restoring) : IStoreBackup
{
    public Task<BackupManifest> TakeAsync(string folder, IProgress<BackupProgress> progress, CancellationToken cancellationToken) =>
        AskAsync("backup", () => taking.RunAsync(folder, progress, cancellationToken), cancellationToken);

    public Task<BackupManifest> RestoreAsync(
        string folder, Func<CancellationToken, Task> before, IProgress<BackupProgress> progress, CancellationToken cancellationToken) =>
        AskAsync("restore", () => restoring.RunAsync(folder, before, progress, cancellationToken), cancellationToken);

    private static async Task<BackupManifest> AskAsync(string command, Func<Task<BackupManifest>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The {command} was broken off: {fault.Message} Mend that, and run it again.", fault);
        }
        catch (Exception fault) when (AzureFaults.IsBusy(fault) && !cancellationToken.IsCancellationRequested)
        {
            throw new StorageBusyException($"the {command} was broken off, as storage gave no answer", fault);
        }
        catch (RequestFailedException fault)
        {
            throw new BackupException(
                $"The {command} was broken off: storage refused a call ({fault.Status} {fault.ErrorCode}). Mend that (the account, its keys or roles, its network), and run it again.", fault);
        }
    }
}
