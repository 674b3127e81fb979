using System.CommandLine;
using System.Net;

namespace RefundAgent.Cli.Health;

/// <summary>`refund-agent health`: asks a running `serve` how it is, for a container that has no shell and no curl to ask with.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Where serve listens on this machine.", DefaultValueFactory = _ => 7071, CustomParser = Numbers.From(1, IPEndPoint.MaxPort) };
        var command = new Command("health", "Ask the serve that runs here whether it can do its work; ends with 0 or 1.") { port };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(port), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int port, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/{Routes.Health}"), cancellationToken);
            await output.WriteLineAsync(answer.IsSuccessStatusCode ? "ready" : $"not ready: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            await error.WriteLineAsync($"Nothing answers on port {port}: {silent.Message}");
            return 1;
        }
    }
}
