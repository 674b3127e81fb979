using System.CommandLine;

namespace RefundAgent.Benchmarks.Backups;

/// <summary>`backup`: how long a store takes to be copied, put back and migrated.</summary>
internal static class BackupBenchCommand
{
    public static Command Create()
    {
        var rows = new Option<int>("--rows") { Description = "In the store.", DefaultValueFactory = _ => 50_000 };
        var command = new Command("backup", "Backup, restore (killed in the middle) and migration of a store, against the storage client alone.") { rows };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var figures = await BackupBenchmark.RunAsync(parsed.GetValue(rows), parsed.InvocationConfiguration.Error, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(figures.Table);
            return figures.Identical ? 0 : 1;
        });
        return command;
    }
}
