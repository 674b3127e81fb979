using System.CommandLine;
using RefundAgent;
using RefundAgent.Cli;
using RefundAgent.Cli.Serve;

try
{
    return await CommandTree.Create(args).Parse(args).InvokeAsync(new InvocationConfiguration
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
