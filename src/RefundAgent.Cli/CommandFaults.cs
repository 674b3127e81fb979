using RefundAgent.Context;
using RefundAgent.Policies;

namespace RefundAgent.Cli;

/// <summary>What a command failed with, as a person at a terminal reads it: what is wrong and what to do. Nobody there has use for a stack trace.</summary>
internal static class CommandFaults
{
    private const int LongestMessage = 600;

    public static string Told(Exception failure) => failure switch
    {
        _ when SettingFaults.Of(failure) is { IsEmpty: false } faults => "The settings are not valid:\n  " + string.Join("\n  ", faults),
        CommandFailedException or StorageFormatException or StorageBusyException or StorageAccessException or UnreadableRowException
            or NoPolicyException or InvalidPolicyException => failure.Message,
        AggregateException { InnerExceptions: [var only] } => Told(only),
        _ => $"The command ended by a fault that it does not know, and what was done until then stands: {TerminalText.OneLine(failure.Message, LongestMessage)} ({failure.GetType().Name})",
    };
}
