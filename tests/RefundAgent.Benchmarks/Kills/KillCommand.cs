using System.CommandLine;
using RefundAgent.Adapters.Faults;
using RefundAgent.Benchmarks.World;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>`kills`: kills serve under load until it has been shown, or not, that nothing is lost and nobody is paid twice.</summary>
internal static class KillCommand
{
    public static Command Create()
    {
        var kills = new Option<int>("--kills") { Description = "How often serve is killed.", DefaultValueFactory = _ => 120 };
        var seed = new Option<int>("--seed") { Description = "Of the plan: orders, requests and where each process dies.", DefaultValueFactory = _ => 20261122 };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output." };
        var report = new Option<string?>("--out") { Description = "Where the report goes, as Markdown." };
        var command = new Command(
            "kills",
            "Kills serve under load, at named steps and at moments of chance, and audits the books. The steps that Faults:KillAt can name, each with "
            + $":before:N or :after:N: {string.Join(", ", KillPoint.Steps)}.") { kills, seed, json, report };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = parsed.InvocationConfiguration;
            var options = new KillOptions(Math.Max(1, parsed.GetValue(kills)), parsed.GetValue(seed), console.Error);
            var result = await KillRun.RunAsync(options, cancellationToken);
            var page = KillReport.Write(options, result);
            if (parsed.GetValue(report) is { } path)
            {
                await File.WriteAllTextAsync(path, page, cancellationToken);
            }

            await console.Output.WriteLineAsync(parsed.GetValue(json) ? CanonicalJson.Write(new { Machine = Machine.Describe(), options.Kills, options.Seed, Result = result }) : page);
            return result.Zeros.AllZero ? 0 : 1;
        });
        return command;
    }
}

/// <param name="Kills">How often serve is killed.</param>
/// <param name="Seed">Of the plan.</param>
/// <param name="Progress">For people who wait.</param>
internal sealed record KillOptions(int Kills, int Seed, TextWriter Progress);
