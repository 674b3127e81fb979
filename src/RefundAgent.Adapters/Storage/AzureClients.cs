using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace RefundAgent.Adapters.Storage;

/// <summary>The three services' clients, all with the same patience and the same meter.</summary>
internal sealed class AzureClients : IDisposable
{
    private const int Retries = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(10);

    private readonly HttpPipelineTransport transport;

    /// <param name="connection">Where storage is.</param>
    /// <param name="meter">Counts every call.</param>
    /// <param name="transport">Replaces the network in tests.</param>
    public AzureClients(StorageConnection connection, StorageMeter meter, HttpPipelineTransport? transport = null)
    {
        // Not the one that the SDK shares within the process: that one's idle connections would outlive us, and Azurite waits for them.
        this.transport = transport ??= new HttpClientTransport();
        Tables = connection.Tables(With(new TableClientOptions(), meter, transport));
        Queues = connection.Queues(With(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None }, meter, transport));
        Blobs = connection.Blobs(With(new BlobClientOptions(), meter, transport));
    }

    public TableServiceClient Tables { get; }

    /// <summary>Base64 is done by the queue adapter, which alone can then put a message that is none into the poison queue as it is.</summary>
    public QueueServiceClient Queues { get; }

    public BlobServiceClient Blobs { get; }

    public void Dispose() => (transport as IDisposable)?.Dispose();

    private static TOptions With<TOptions>(TOptions options, StorageMeter meter, HttpPipelineTransport transport)
        where TOptions : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = Retries;
        options.Retry.Delay = FirstDelay;
        options.Retry.MaxDelay = LongestDelay;
        options.Retry.NetworkTimeout = OneTry;
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.AddPolicy(new StorageMeterPolicy(meter), HttpPipelinePosition.PerRetry);
        options.Transport = transport;
        return options;
    }
}
