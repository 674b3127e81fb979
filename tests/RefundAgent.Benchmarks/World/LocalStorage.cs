using System.Net;
using System.Net.Sockets;
using RefundAgent.Cli;
using RefundAgent.Cli.Serve;

namespace RefundAgent.Benchmarks.World;

/// <summary>An Azurite on free ports and in a temporary folder, started as the product starts it, so that nobody's data is touched.</summary>
internal sealed class LocalStorage : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    /// <summary>The development account's key, which every Azurite has and everybody knows.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DevelopmentPorts ports;
    private AzuriteProcess? azurite;

    private LocalStorage(DevelopmentPorts ports) => this.ports = ports;

    public string Folder { get; } = Directory.CreateTempSubdirectory("refund-agent-bench-").FullName;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{ports.Blob}/{Account};QueueEndpoint=http://127.0.0.1:{ports.Queue}/{Account};"
        + $"TableEndpoint=http://127.0.0.1:{ports.Table}/{Account};";

    /// <summary>Ports and a folder only: whoever uses the connection string starts Azurite.</summary>
    public static LocalStorage Reserve() => new(FreePorts());

    public static async Task<LocalStorage> StartAsync(CancellationToken cancellationToken)
    {
        var storage = Reserve();
        storage.azurite = await AzuriteProcess.StartAsync(
            storage.ports, Path.Combine(storage.Folder, "azurite"), RealClock.Time, cancellationToken);
        return storage;
    }

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }

        var began = RealClock.Time.GetTimestamp();
        while (!await TryDeleteAsync())
        {
            if (RealClock.Time.GetElapsedTime(began) > Patience)
            {
                throw new TimeoutException($"Azurite still holds {Folder} or its ports.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), RealClock.Time);
        }
    }

    /// <summary>An Azurite whose `serve` was killed ends a little later, and writes its files once more as it does.</summary>
    private async Task<bool> TryDeleteAsync()
    {
        if (await AzuriteProcess.ListensAsync(ports.Table, CancellationToken.None))
        {
            return false;
        }

        try
        {
            Directory.Delete(Folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Held together before they are let go, so that they differ.</summary>
    private static DevelopmentPorts FreePorts()
    {
        TcpListener[] listeners = [new(IPAddress.Loopback, 0), new(IPAddress.Loopback, 0), new(IPAddress.Loopback, 0)];
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        int[] free = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }

        return new DevelopmentPorts(free[0], free[1], free[2]);
    }
}
