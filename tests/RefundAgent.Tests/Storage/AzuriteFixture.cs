namespace RefundAgent.Tests.Storage;

/// <summary>
/// One real Azurite on ports of its own, in memory, for all tests of a collection: what a developer and the Functions host talk to, not an
/// imitation of it.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    public const string Version = "3.37.0";

    public const string AccountName = "devstoreaccount1";

    /// <summary>The development account's key, which every Azurite has and everybody knows.</summary>
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly int[] ports = NpmServer.FreePorts(3);
    private NpmServer? server;

    public Uri Blobs => AddressOf(0);

    public Uri Queues => AddressOf(1);

    public Uri Tables => AddressOf(2);

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};"
        + $"BlobEndpoint={Blobs};QueueEndpoint={Queues};TableEndpoint={Tables};";

    public async Task InitializeAsync() => server = await NpmServer.StartAsync($"azurite@{Version}", Arguments(), ports);

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private IEnumerable<string> Arguments() =>
    [
        "--skipApiVersionCheck", "--inMemoryPersistence", "--silent", "--loose", "--disableTelemetry",
        "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}",
    ];

    private Uri AddressOf(int service) => new($"http://127.0.0.1:{ports[service]}/{AccountName}");
}
