namespace RefundAgent.Adapters.Storage;

/// <summary>Creates, all at once, what is missing of an account; the deployment's own container is left to the deployment.</summary>
internal sealed class AzureSetup(AzureClients clients) : IStorageSetup
{
    public Task EnsureCreatedAsync(CancellationToken cancellationToken) => AzureFaults.AskAsync(
        "storage",
        async () =>
        {
            await Task.WhenAll(
                [
                    .. TableNames.All.Select(name => (Task)clients.Tables.CreateTableIfNotExistsAsync(name, cancellationToken)),
                    .. QueueNames.All.Select(name => clients.Queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
                    clients.Blobs.GetBlobContainerClient(ContainerNames.Payloads).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
                ]);
            return true;
        },
        cancellationToken);
}
