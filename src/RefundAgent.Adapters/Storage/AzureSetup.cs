using Azure;

namespace RefundAgent.Adapters.Storage;

/// <summary>
/// Creates, all at once, what is missing of an account; the deployment's own container is left to the deployment. What is there is asked for
/// as lists, since every later start finds everything.
/// </summary>
internal sealed class AzureSetup(AzureClients clients) : IStorageSetup
{
    public Task EnsureCreatedAsync(CancellationToken cancellationToken) => Task.WhenAll(
        AskAsync(clients.Tables.Uri, TablesAsync, cancellationToken),
        AskAsync(clients.Queues.Uri, QueuesAsync, cancellationToken),
        AskAsync(clients.Blobs.Uri, PayloadsAsync, cancellationToken));

    /// <summary>
    /// Host and port are all that is told of an address, whose rest may hold a signature. These are a process's first calls: nobody knows yet
    /// that there is such an account.
    /// </summary>
    private static async Task AskAsync(Uri service, Func<CancellationToken, Task> prepare, CancellationToken cancellationToken)
    {
        var name = $"{service.Host}:{service.Port}";
        try
        {
            await AzureFaults.AskAsync(
                name,
                async () =>
                {
                    await prepare(cancellationToken);
                    return true;
                },
                cancellationToken);
        }
        catch (StorageBusyException busy)
        {
            throw new StorageBusyException($"'{name}' gave no answer, or the account's name is wrong", busy.InnerException);
        }
    }

    private Task PayloadsAsync(CancellationToken cancellationToken) =>
        clients.Blobs.GetBlobContainerClient(ContainerNames.Payloads).CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    private async Task TablesAsync(CancellationToken cancellationToken)
    {
        var there = await NamesAsync(clients.Tables.QueryAsync(cancellationToken: cancellationToken), table => table.Name);
        await Task.WhenAll(TableNames.All.Except(there).Select(name => clients.Tables.CreateTableIfNotExistsAsync(name, cancellationToken)));
    }

    private async Task QueuesAsync(CancellationToken cancellationToken)
    {
        var there = await NamesAsync(clients.Queues.GetQueuesAsync(cancellationToken: cancellationToken), queue => queue.Name);
        await Task.WhenAll(QueueNames.All.Except(there)
            .Select(name => clients.Queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)));
    }

    private static async Task<List<string>> NamesAsync<T>(AsyncPageable<T> items, Func<T, string> nameOf)
        where T : notnull
    {
        var names = new List<string>();
        await foreach (var item in items)
        {
            names.Add(nameOf(item));
        }

        return names;
    }
}
