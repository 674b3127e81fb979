using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RefundAgent.Tests.Storage;

/// <summary>
/// One real Azurite on ports of its own, in memory, for all tests of a collection: what a developer and the Functions host talk to, not an
/// imitation of it. Stopped by its process id, so that no other Azurite on the machine is touched.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    public const string Version = "3.37.0";

    public const string AccountName = "devstoreaccount1";

    /// <summary>The development account's key, which every Azurite has and everybody knows.</summary>
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly string directory = Directory.CreateTempSubdirectory("azurite-").FullName;
    private readonly int[] ports = FreePorts(3);
    private Process? process;

    public Uri Blobs => AddressOf(0);

    public Uri Queues => AddressOf(1);

    public Uri Tables => AddressOf(2);

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};"
        + $"BlobEndpoint={Blobs};QueueEndpoint={Queues};TableEndpoint={Tables};";

    public async Task InitializeAsync()
    {
        var npx = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npx.cmd" : "npx", Arguments())
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(npx) ?? throw new InvalidOperationException("npx did not start: these tests need Node.js.");
        var said = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        var started = Stopwatch.GetTimestamp();
        foreach (var port in ports)
        {
            while (!await AcceptsAsync(port))
            {
                if (process.HasExited || Stopwatch.GetElapsedTime(started) > StartLimit)
                {
                    process.Kill(entireProcessTree: true);
                    throw new InvalidOperationException($"Azurite did not start: {await said}");
                }
            }
        }
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(directory, recursive: true);
    }

    private IEnumerable<string> Arguments() =>
    [
        "--yes", $"azurite@{Version}", "--skipApiVersionCheck", "--inMemoryPersistence", "--silent", "--loose", "--disableTelemetry",
        "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}",
    ];

    private Uri AddressOf(int service) => new($"http://127.0.0.1:{ports[service]}/{AccountName}");

    private static async Task<bool> AcceptsAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            await pause.WaitForNextTickAsync();
            return false;
        }
    }

    /// <summary>Held together before they are let go, so that they differ.</summary>
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        var free = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }

        return free;
    }
}
