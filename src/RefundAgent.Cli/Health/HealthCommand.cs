using System.CommandLine;
using System.Net;
using RefundAgent.Cli.Versions;

namespace RefundAgent.Cli.Health;

/// <summary>`refund-agent health`: asks a running `serve` how it is, for a container that has no shell and no curl to ask with.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Where serve listens on this machine.", DefaultValueFactory = _ => 7071, CustomParser = Numbers.From(1, IPEndPoint.MaxPort) };
        var command = new Command("health", "Ask the serve that runs here whether it can do its work; ends with 0 or 1.") { port, OperatorOptions.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var health = await AskAsync(parsed.GetValue(port), cancellationToken);
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            await (parsed.GetValue(OperatorOptions.Json) ? output.WriteLineAsync(CanonicalJson.Write(health))
                : health.Answered ? output.WriteLineAsync(health.Why is { } why ? $"not ready: {why}" : "ready")
                : error.WriteLineAsync(health.Why));
            return health.Ready ? 0 : 1;
        });
        return command;
    }

    private static async Task<HealthSeen> AskAsync(int port, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/{Routes.Health}"), cancellationToken);
            return answer.IsSuccessStatusCode
                ? new HealthSeen(true, true, null)
                : new HealthSeen(true, false, await answer.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            return new HealthSeen(false, false, $"Nothing answers on port {port}: {silent.Message}");
        }
    }
}

/// <param name="Answered">Something listens there.</param>
/// <param name="Ready">It can do its work.</param>
/// <param name="Why">It cannot; null where it can.</param>
internal sealed record HealthSeen(bool Answered, bool Ready, string? Why);
