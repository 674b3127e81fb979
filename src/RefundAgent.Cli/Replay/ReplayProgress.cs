using System.Globalization;
using RefundAgent.Learning.Replay;
using Spectre.Console;

namespace RefundAgent.Cli.Replay;

/// <summary>Tells the person at the terminal how far a replay is: a bar where one can be drawn, a line now and then elsewhere; never on standard output.</summary>
internal static class ReplayProgress
{
    private const int Lines = 10;

    public static ReplayReport Show(TextWriter error, string what, int all, Func<IProgress<int>, ReplayReport> replay)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi ? Bar(console, what, all, replay) : replay(new LineNowAndThen(error, what, all));
    }

    private static ReplayReport Bar(IAnsiConsole console, string what, int all, Func<IProgress<int>, ReplayReport> replay) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context => replay(new Task(context.AddTask(Markup.Escape(what), maxValue: Math.Max(1, all)))));

    private sealed class Task(ProgressTask task) : IProgress<int>
    {
        public void Report(int value) => task.Value = value;
    }

    private sealed class LineNowAndThen(TextWriter error, string what, int all) : IProgress<int>
    {
        private readonly int step = Math.Max(1, (all + Lines - 1) / Lines);

        public void Report(int value)
        {
            if (value % step == 0 || value == all)
            {
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value} of {all} cases"));
            }
        }
    }
}
