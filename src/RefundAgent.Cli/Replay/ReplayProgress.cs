using Spectre.Console;

namespace RefundAgent.Cli.Replay;

/// <summary>Tells the person at the terminal how far a replay is, now and then and never on standard output.</summary>
internal sealed class ReplayProgress(TextWriter error, int all) : IProgress<int>
{
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
    private readonly int step = Math.Max(1, all / 10);

    public void Report(int value)
    {
        if (value % step == 0 || value == all)
        {
            console.MarkupLineInterpolated($"[grey]{value} of {all} cases replayed[/]");
        }
    }
}
