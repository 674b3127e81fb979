using System.CommandLine;
using System.Globalization;
using RefundAgent.Benchmarks.World;

namespace RefundAgent.Benchmarks;

/// <summary>What every benchmark can be told on the command line.</summary>
/// <param name="Pairs">Rounds of floor and product that are compared with each other.</param>
/// <param name="Round">Decisions, or messages, in one round.</param>
/// <param name="Scale">Multiplies the numbers of decisions of `memory`; below 1 for a quick look.</param>
/// <param name="Report">Where figures go.</param>
internal sealed record BenchOptions(int Pairs, int Round, double Scale, Report Report);

/// <summary>One subcommand: its options, the machine it ran on, and its report.</summary>
internal static class BenchCommand
{
    public static Command Create(string name, string description, params Func<BenchOptions, CancellationToken, Task>[] benchmarks)
    {
        var pairs = new Option<int>("--pairs") { Description = "Rounds of floor and product to compare, after one to warm up.", DefaultValueFactory = _ => 6 };
        var round = new Option<int>("--round") { Description = "Decisions (or messages) in one round.", DefaultValueFactory = _ => 320 };
        var scale = new Option<double>("--scale") { Description = "Multiplies the decisions of `memory`; 0.1 for a quick look.", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output; prose goes to standard error." };
        var command = new Command(name, description) { pairs, round, scale, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = parsed.InvocationConfiguration;
            var report = new Report(parsed.GetValue(json) ? console.Error : console.Output);
            report.Say(Machine.Describe());
            var options = new BenchOptions(Math.Max(1, parsed.GetValue(pairs)), Math.Max(32, parsed.GetValue(round)), parsed.GetValue(scale), report);
            foreach (var benchmark in benchmarks)
            {
                await benchmark(options, cancellationToken);
            }

            if (parsed.GetValue(json))
            {
                await console.Output.WriteLineAsync(CanonicalJson.Write(new { Machine = Machine.Describe(), report.Figures }));
            }
        });
        return command;
    }
}

/// <summary>Prose for the reader, and the same figures for a program.</summary>
internal sealed class Report(TextWriter prose)
{
    public SortedDictionary<string, object> Figures { get; } = new(StringComparer.Ordinal);

    public void Say(FormattableString line) => Say(line.ToString(CultureInfo.InvariantCulture));

    public void Say(string line)
    {
        prose.WriteLine(line);
        prose.Flush();
    }

    public void Keep(string name, object figures) => Figures[name] = figures;
}
