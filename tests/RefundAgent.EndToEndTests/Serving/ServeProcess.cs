using System.Text.RegularExpressions;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>The real `serve`, as somebody starts it at a terminal, on a free port that it chose itself.</summary>
internal sealed partial class ServeProcess : IAsyncDisposable
{
    public const string DevelopmentKey = "dev-end-to-end";

    private readonly RunningCommand command;

    private ServeProcess(RunningCommand command, Uri address) => (this.command, Address) = (command, address);

    public Uri Address { get; }

    public int Id => command.Id;

    public Transcript Output => command.Output;

    public Transcript Error => command.Error;

    public static async Task<ServeProcess> StartAsync(ServeSetup setup)
    {
        var command = RunningCommand.Start(setup.Arguments(), setup.Environment);
        try
        {
            var listening = await command.Output.FindAsync(ListensOn(), RunningCommand.Deadline);
            await command.Output.FindAsync(Ready(), RunningCommand.Deadline);
            return new ServeProcess(command, new Uri(listening.Groups[1].Value));
        }
        catch (InvalidOperationException failed)
        {
            var error = command.Error.ToString();
            await command.DisposeAsync();
            throw new InvalidOperationException($"{failed.Message}\nand to the error stream:\n{error}", failed);
        }
    }

    public static Task<ServeProcess> StartAsync(string storage) => StartAsync(new ServeSetup { Storage = storage });

    public AgentClient Client(string key = DevelopmentKey) => new(Address, key);

    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        command.Terminate();
        return await command.ExitAsync();
    }

    public void Terminate() => command.Terminate();

    public Task<int> ExitAsync() => command.ExitAsync();

    public async Task KillAsync()
    {
        command.Kill();
        await command.ExitAsync();
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    [GeneratedRegex(@"RefundAgent listens on (http://\S+)\n")]
    private static partial Regex ListensOn();

    /// <summary>The last line of what it prints at its start.</summary>
    [GeneratedRegex("Stop with Ctrl-C")]
    private static partial Regex Ready();
}
