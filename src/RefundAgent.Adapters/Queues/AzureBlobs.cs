using Azure.Storage.Blobs;
using RefundAgent.Adapters.Storage;

namespace RefundAgent.Adapters.Queues;

/// <summary>Large bodies in a container.</summary>
internal sealed class AzureBlobs(AzureClients clients) : IBlobs
{
    private readonly BlobContainerClient container = clients.Blobs.GetBlobContainerClient(ContainerNames.Payloads);

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => AzureFaults.AskAsync(
        container.Name,
        () => container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellationToken),
        cancellationToken);

    public Task<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken) => AzureFaults.AskAsync<ReadOnlyMemory<byte>?>(
        container.Name,
        async () =>
        {
            try
            {
                var content = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
                return content.Value.Content.ToMemory();
            }
            catch (Azure.RequestFailedException fault) when (fault.Status == AzureFaults.NotFound && !fault.IsMissingTable())
            {
                return null;
            }
        },
        cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => AzureFaults.AskAsync(
        container.Name, () => container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken), cancellationToken);
}
