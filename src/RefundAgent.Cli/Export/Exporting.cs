using System.Collections.Immutable;
using RefundAgent.Tickets;
using RefundAgent.Training;

namespace RefundAgent.Cli.Export;

/// <summary>One run over the ledger: writes what can be taught, and says of the rest why it cannot.</summary>
internal sealed class Exporting(TrainingCases cases, ITrainingLines lines, TextWriter progress)
{
    /// <summary>OpenAI takes no file with fewer lines.</summary>
    private const int Fewest = 10;

    private const int TellEvery = 200;

    public async Task<ExportTally> RunAsync(TenantId tenant, TrainingFormat format, Func<string, Task> write, CancellationToken cancellationToken)
    {
        var leftOut = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (written, seen) = (0, 0);
        await foreach (var found in cases.ReadAsync(tenant, cancellationToken))
        {
            switch (found is TrainingCaseResult.Usable usable ? lines.Write(usable.Case, format) : null)
            {
                case TrainingLine.Written line:
                    await write(line.Json);
                    written++;
                    break;
                case TrainingLine.LeftOut { Why: var why }:
                    leftOut[why] = leftOut.GetValueOrDefault(why) + 1;
                    break;
                default:
                    var cause = ((TrainingCaseResult.LeftOut)found).Why;
                    leftOut[cause] = leftOut.GetValueOrDefault(cause) + 1;
                    break;
            }

            if (++seen % TellEvery == 0)
            {
                await progress.WriteLineAsync($"{seen} decisions looked at, {TerminalText.Counted(written, "line")} …");
            }
        }

        await TellAsync(written, leftOut);
        return new ExportTally(written, leftOut.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    private async Task TellAsync(int written, SortedDictionary<string, int> leftOut)
    {
        await progress.WriteLineAsync($"{TerminalText.Counted(written, "line")} written.{(written < Fewest ? $" Fine-tuning takes no file of fewer than {Fewest}." : "")}");
        foreach (var (why, count) in leftOut.OrderByDescending(each => each.Value))
        {
            await progress.WriteLineAsync($"{count} left out: {why}.");
        }
    }
}

/// <param name="LeftOut">Decisions by cause.</param>
internal sealed record ExportTally(int Written, ImmutableSortedDictionary<string, int> LeftOut);
