using RefundAgent.Benchmarks.Kills;
using RefundAgent.Benchmarks.World;

namespace RefundAgent.Benchmarks.Redeploys;

/// <summary>A build of the agent, as processes of its own on one storage.</summary>
/// <param name="name">What the report calls it.</param>
/// <param name="program">Its refund-agent.dll.</param>
/// <param name="storage">On which it works.</param>
internal sealed class AgentBuild(string name, string program, LocalStorage storage)
{
    public static string OfThisProgram => Path.Combine(AppContext.BaseDirectory, "refund-agent.dll");

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Webhooks__Standard__Secret"] = Ask.WebhookSecret,
        ["Webhooks__Standard__CustomersAuthenticated"] = "true",
        ["Queues__RetryDelay"] = "00:00:01",
        ["Logging__LogLevel__Default"] = "None", // What a killed process leaves behind is told of; here that is every line.
    };

    public Task<ServeProcess> ServeAsync(CancellationToken cancellationToken) =>
        ServeProcess.StartAsync(program, storage, Settings, cancellationToken, "--learn-every", "1s", "--reconcile-every", "5s");

    public async Task ImportAsync(string what, string content, CancellationToken cancellationToken)
    {
        var file = Path.Combine(storage.Folder, $"{what}.import");
        await File.WriteAllTextAsync(file, content, cancellationToken);
        var done = await RunAsync(["import", what, file], cancellationToken);
        if (done.ExitCode != 0)
        {
            throw new InvalidOperationException($"The {name} build could not import {what}: {done.Output}");
        }
    }

    /// <param name="arguments">Of the command line, but for the storage.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="killWhen">Kills it as soon as that has come to be, if it still runs.</param>
    public async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, CancellationToken cancellationToken, Func<Task>? killWhen = null)
    {
        using var process = ServeProcess.Launch(program, new Dictionary<string, string>(), [.. arguments, "--storage", storage.ConnectionString]);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var exit = process.WaitForExitAsync(cancellationToken);
        if (killWhen is not null)
        {
            await Task.WhenAny(exit, killWhen());
            process.Kill();
        }

        await exit;
        return (process.ExitCode, await output);
    }
}
