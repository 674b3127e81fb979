using System.CommandLine;
using RefundAgent.Benchmarks.World;

namespace RefundAgent.Benchmarks.Redeploys;

/// <summary>`redeploy`: an old build and this one in turn on one loaded storage, until it has been shown, or not, that nothing is lost.</summary>
internal static class RedeployCommand
{
    public static Command Create()
    {
        var old = new Option<DirectoryInfo>("--old")
        {
            Description = "The output folder of an older build of refund-agent: git worktree add ../old fdbc06a && dotnet build ../old/src/RefundAgent.Cli -c Release, then ../old/src/RefundAgent.Cli/bin/Release/net10.0.",
            Required = true,
        };
        old.AcceptExistingOnly();
        var requests = new Option<int>("--requests") { Description = "How many are asked, beside the answers and feedback that come of them.", DefaultValueFactory = _ => 1600 };
        var seed = new Option<int>("--seed") { Description = "Of orders and requests.", DefaultValueFactory = _ => 20261123 };
        var phase = new Option<int>("--phase") { Description = "Seconds that each process lives.", DefaultValueFactory = _ => 5 };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output." };
        var report = new Option<string?>("--out") { Description = "Where the report goes, as Markdown." };
        var command = new Command("redeploy", "An old build and this one in turn on one loaded storage, each killed in the middle, and an audit of every message.")
        {
            old, requests, seed, phase, json, report,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = parsed.InvocationConfiguration;
            var options = new RedeployOptions(
                Path.Combine(parsed.GetRequiredValue(old).FullName, "refund-agent.dll"), parsed.GetValue(requests), parsed.GetValue(seed),
                TimeSpan.FromSeconds(parsed.GetValue(phase)), TimeSpan.FromSeconds(15), console.Error);
            var result = await RedeployRun.RunAsync(options, cancellationToken);
            var page = RedeployReport.Write(options, result);
            if (parsed.GetValue(report) is { } path)
            {
                await File.WriteAllTextAsync(path, page, cancellationToken);
            }

            await console.Output.WriteLineAsync(parsed.GetValue(json) ? CanonicalJson.Write(new { Machine = Machine.Describe(), Result = result }) : page);
            return result.Zeros.AllZero ? 0 : 1;
        });
        return command;
    }
}
