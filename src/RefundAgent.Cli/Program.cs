using System.CommandLine;
using System.CommandLine.Invocation;
using RefundAgent.Cli;
using RefundAgent.Cli.Serve;

try
{
    var parsed = CommandTree.Create(args).Parse(args);
    if (parsed.Action is ParseErrorAction mistyped)
    {
        var isUnfinished = parsed.UnmatchedTokens.Count == 0 && parsed.CommandResult.Command.Subcommands.Count > 0;
        mistyped.ShowHelp = isUnfinished; // Of anything else the whole help would push the one line that matters off the screen.
        mistyped.Invoke(parsed);
        await Console.Error.WriteLineAsync($"'{CommandTree.NameOf(parsed.CommandResult)} --help' shows what it takes.");
        return 1;
    }

    return await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = ServeSession.DrainLimit + TimeSpan.FromSeconds(15),
    });
}
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception failure)
{
    await Console.Error.WriteLineAsync(CommandFaults.Told(failure));
    return 1;
}
