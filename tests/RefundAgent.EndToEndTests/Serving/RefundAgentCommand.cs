namespace RefundAgent.EndToEndTests.Serving;

/// <summary>Runs a command to its end.</summary>
internal static class RefundAgentCommand
{
    public static Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(arguments, new Dictionary<string, string>());

    public static async Task<CommandResult> RunAsync(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        await using var command = RunningCommand.Start(arguments, environment);
        var exitCode = await command.ExitAsync();
        return new CommandResult(exitCode, command.Output.ToString(), command.Error.ToString());
    }
}

internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public CommandResult MustSucceed() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"The command ended with {ExitCode}:\n{Output}\n{Error}");
}
