using System.CommandLine;
using System.Text.Json;
using RefundAgent.Cli.Versions;
using RefundAgent.Stores;

namespace RefundAgent.Cli.Migrate;

/// <summary>`refund-agent migrate`: raises the format of the store, once no older build is to come back.</summary>
internal static class MigrateCommand
{
    private const string Description = """
        Raises the format that the store is written in, and rewrites what is in an older one. A build reads all formats that it knows and writes the one in force, so old and new builds work side by side and can be rolled back until this is run. Forward only: back leads a restored backup. It can be stopped and run again at any time, and the agent goes on working.

        Run it when the new build has proved itself and every older one is stopped. docs/redeploy.md has the steps.

        Examples:
          refund-agent migrate --check          what is in force, and what there would be to do
          refund-agent migrate                  raise it to the newest that this build knows
          refund-agent migrate --settle 50ms    the same where no process is at work: nobody has to be waited for
        """;

    private static readonly Option<bool> Check = new("--check") { Description = "Only look." };

    private static readonly Option<int?> To = new("--to") { Description = "The format; the newest that this build knows where it is left out.", CustomParser = Numbers.FromOrNone(1) };

    private static readonly Option<TimeSpan?> Settle = new("--settle")
    {
        Description = $"How long the other processes are given to see the new format before rows are rewritten. Default: {MigrationPace.Safe.Settling.TotalSeconds:0}s.",
        CustomParser = Periods.Parse,
    };

    public static Command Create()
    {
        var command = new Command("migrate", Description) { Check, To, Settle, OperatorOptions.By, OperatorOptions.Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var migration = services.GetRequiredService<IStoreMigration>();
            var console = parsed.InvocationConfiguration;
            var json = parsed.GetValue(OperatorOptions.Json);
            if (parsed.GetValue(Check))
            {
                var view = await migration.LookAsync(cancellationToken);
                await console.Output.WriteLineAsync(json ? CanonicalJson.Write(view) : Told(view));
                return 0;
            }

            var line = TerminalLine.To(console.Error);
            var by = $"{OperatorOptions.PersonOf(parsed)} on {Environment.MachineName}, process {Environment.ProcessId}";
            var result = await migration.RunAsync(
                parsed.GetValue(To), by, MigrationPace.Safe with { Settling = parsed.GetValue(Settle) ?? MigrationPace.Safe.Settling }, new Line(line), cancellationToken);
            line.End();
            var (text, code) = Told(result);
            await console.Output.WriteLineAsync(json ? CanonicalJson.Write(new { Result = JsonNamingPolicy.CamelCase.ConvertName(result.GetType().Name), Details = (object)result, Text = text }) : text);
            return code;
        });
        return command;
    }

    private static string Told(MigrationView view)
    {
        var older = view.Older.IsEmpty
            ? "Every row is in the newest format that this build knows."
            : $"Rows to rewrite: {string.Join(", ", view.Older.Select(each => $"{each.Key} {each.Value:N0}"))}.";
        var run = view.Run switch
        {
            null => string.Empty,
            { FinishedAt: { } at } done => $"\nThe migration to format {done.To} by {done.By} ended at {at.UtcDateTime:u} with {done.Rewritten:N0} rows rewritten.",
            var open => $"\nA migration to format {open.To} by {open.By} began at {open.StartedAt.UtcDateTime:u} and has not ended; it has come to {open.Table} with {open.Rewritten:N0} rows. Where it does not run any more, 'refund-agent migrate' goes on with it.",
        };
        return $"Format in force: {view.InForce}, since build {view.Build}. This build reads {view.Oldest} to {view.Newest}.\n{older}{run}";
    }

    private static (string Text, int Code) Told(MigrationResult result) => result switch
    {
        MigrationResult.Done { Unreadable.IsEmpty: true } done => ($"The store is in format {done.Format}, all of it; {done.Rewritten:N0} rows were rewritten.", 0),
        MigrationResult.Done done => (
            $"The store is in format {done.Format} but for {done.Unreadable.Length} rows that cannot be read and were left as they are:\n  " + string.Join("\n  ", done.Unreadable), 1),
        MigrationResult.Overtaken late => (
            $"Format {late.Format} is in force, and {late.Older:N0} rows in an older one came in while this ran: a build that knows nothing of formats is still at work. Stop it, and run this again.", 1),
        MigrationResult.Held other => (
            $"A migration is running already, by {other.By} since {other.Since.UtcDateTime:u}, or a backup is being taken, which keeps migrations waiting: run this again when it is done.", 1),
        MigrationResult.Refused refused => (refused.Why, 1),
        _ => throw new InvalidOperationException($"Nobody tells of {result.GetType().Name}."),
    };

    private sealed class Line(TerminalLine line) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => line.Write(value switch
        {
            { Behind: { } other } => $"waiting for a migration by {other}, which may have been killed, or for a backup …",
            { Table: null } => "waiting until every process has seen the new format …",
            _ => $"{value.Table}: {value.Rewritten:N0} rows rewritten",
        });
    }
}
