namespace RefundAgent.Cli;

/// <summary>Ends a command with a sentence for the person at the terminal, who gets no stack trace; the message says what to do next.</summary>
internal sealed class CommandFailedException(string message, Exception? cause = null) : Exception(message, cause);
