using System.CommandLine;
using RefundAgent;
using RefundAgent.Cli;
using RefundAgent.Cli.Backups;
using RefundAgent.Cli.Discrepancies;
using RefundAgent.Cli.Evaluate;
using RefundAgent.Cli.Explain;
using RefundAgent.Cli.Export;
using RefundAgent.Cli.Health;
using RefundAgent.Cli.Helpdesks;
using RefundAgent.Cli.Import;
using RefundAgent.Cli.Kpis;
using RefundAgent.Cli.Migrate;
using RefundAgent.Cli.Modes;
using RefundAgent.Cli.Poison;
using RefundAgent.Cli.Replay;
using RefundAgent.Cli.Serve;
using RefundAgent.Cli.Versions;

var root = new RootCommand("Decides refunds, and learns from what people do about its decisions.")
{
    ServeCommand.Create(),
    HealthCommand.Create(),
    ImportCommand.Create(),
    EvaluateCommand.Create(),
    ReplayCommand.Create(),
    HelpdeskCommand.Create(),
    PoisonCommand.Create(),
    ModeCommand.Create(),
    MigrateCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    DiscrepanciesCommand.Create(),
    VersionsCommand.Create(),
    RollbackCommand.Create(),
    RollbackCommand.CreateResume(),
    ExplainCommand.Create(),
    KpisCommand.Create(),
    ExportCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = ServeSession.DrainLimit + TimeSpan.FromSeconds(15),
    });
}
catch (CommandFailedException failed)
{
    await Console.Error.WriteLineAsync(failed.Message);
    return 1;
}
catch (Exception failure) when (SettingFaults.Of(failure) is { IsEmpty: false } faults)
{
    await Console.Error.WriteLineAsync("The settings are not valid:\n  " + string.Join("\n  ", faults));
    return 1;
}
catch (StorageFormatException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
catch (StorageBusyException unreachable)
{
    await Console.Error.WriteLineAsync(unreachable.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
