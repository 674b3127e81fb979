namespace RefundAgent.Cli;

/// <summary>What people read at a terminal.</summary>
internal static class TerminalText
{
    /// <summary>"1 message", "2 messages".</summary>
    public static string Counted(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>What came from outside must not steer a terminal.</summary>
    public static string OneLine(string text, int most) =>
        string.Concat(text.Take(most).Select(letter => char.IsControl(letter) ? '\u00B7' : letter)) + (text.Length > most ? "…" : string.Empty);
}
