using System.Diagnostics;
using RefundAgent.Benchmarks.World;

namespace RefundAgent.Benchmarks.Webhooks;

/// <summary>This program once more, as one of the two doors.</summary>
internal sealed class DoorProcess : IAsyncDisposable
{
    private readonly Process process;

    private DoorProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="storage">Whose queues it sends to.</param>
    /// <param name="listens">What it prints before its address.</param>
    /// <param name="settings">Environment variables beside the storage's.</param>
    /// <param name="cancellationToken">Ends the wait for the address.</param>
    /// <param name="arguments">Which door.</param>
    public static async Task<DoorProcess> StartAsync(
        LocalStorage storage, string listens, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken, params string[] arguments)
    {
        var all = new Dictionary<string, string>(settings) { [SettingNames.Storage] = storage.ConnectionString };
        var process = ServeProcess.Launch("RefundAgent.Benchmarks.dll", all, arguments);
        return new DoorProcess(process, await ServeProcess.AddressOfAsync(process, listens, cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
