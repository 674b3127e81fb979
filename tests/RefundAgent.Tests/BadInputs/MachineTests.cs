using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using RefundAgent.Adapters;
using RefundAgent.Cli;
using RefundAgent.Cli.Serve;

namespace RefundAgent.Tests.BadInputs;

public sealed class MachineTests
{
    [Fact]
    public async Task B44_a_port_in_use_is_named_with_the_way_out()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var app = AgentHost.Build(new Dictionary<string, string?> { [StorageSettings.InMemory] = "true" }, port);

        var failed = await Assert.ThrowsAsync<CommandFailedException>(() => AgentHost.StartAsync(app, port, default));

        Assert.Contains($"Port {port} is taken", failed.Message, StringComparison.Ordinal);
        Assert.Contains("--port 0", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B45_without_Nodejs_local_storage_is_refused_with_the_way_out()
    {
        const string NothingListens = "AccountName=devstoreaccount1;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:1/devstoreaccount1;"
            + "QueueEndpoint=http://127.0.0.1:1/devstoreaccount1;TableEndpoint=http://127.0.0.1:1/devstoreaccount1";
        var empty = Directory.CreateTempSubdirectory("no-node-");
        var start = new ProcessStartInfo(Dotnet(), [Path.Combine(AppContext.BaseDirectory, "refund-agent.dll"), "serve", "--port", "0", "--storage", NothingListens])
        {
            WorkingDirectory = empty.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = empty.FullName;

        using var process = Process.Start(start)!;
        var (said, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("Node.js", await said, StringComparison.Ordinal);
        Assert.Contains("--storage memory", await said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await said + await output, StringComparison.Ordinal);
        empty.Delete(recursive: true);
    }

    /// <summary>The runtime that these tests run on, since the child has no PATH to find one by.</summary>
    private static string Dotnet() => Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
}
