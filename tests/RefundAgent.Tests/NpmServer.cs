using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RefundAgent.Tests;

/// <summary>
/// A server that others wrote, fetched from npm by its exact version and run on ports of its own. Stopped by its process id, so that no
/// other one on the machine is touched.
/// </summary>
internal sealed class NpmServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo directory;
    private readonly Process process;

    private NpmServer(DirectoryInfo directory, Process process)
    {
        this.directory = directory;
        this.process = process;
    }

    /// <param name="package">Name and version: <c>azurite@3.37.0</c>.</param>
    /// <param name="ports">Where it is going to listen; this waits for all of them.</param>
    /// <param name="environment">Given the server's own folder, in which files may be put.</param>
    public static async Task<NpmServer> StartAsync(
        string package, IEnumerable<string> arguments, IReadOnlyList<int> ports, Func<string, IEnumerable<(string Name, string Value)>>? environment = null)
    {
        var directory = Directory.CreateTempSubdirectory("npm-server-");
        var npx = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npx.cmd" : "npx", ["--yes", package, .. arguments])
        {
            WorkingDirectory = directory.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment?.Invoke(directory.FullName) ?? [])
        {
            npx.Environment[name] = value;
        }

        var server = new NpmServer(
            directory, Process.Start(npx) ?? throw new InvalidOperationException("npx did not start: these tests need Node.js."));
        await server.ReadyAsync(package, ports);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        directory.Delete(recursive: true);
    }

    /// <summary>Held together before they are let go, so that they differ.</summary>
    public static int[] FreePorts(int count)
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

    private async Task ReadyAsync(string package, IEnumerable<int> ports)
    {
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
                    throw new InvalidOperationException($"{package} did not start: {await said}");
                }
            }
        }
    }

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
}
