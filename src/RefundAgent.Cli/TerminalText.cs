namespace RefundAgent.Cli;

/// <summary>What people read at a terminal.</summary>
internal static class TerminalText
{
    /// <summary>"1 message", "2 messages".</summary>
    public static string Counted(long count, string noun) => Counted(count, noun, noun + "s");

    /// <summary>The same for a noun with a plural of its own.</summary>
    public static string Counted(long count, string noun, string plural) => $"{count} {(count == 1 ? noun : plural)}";

    /// <summary>What came from outside must not steer a terminal.</summary>
    public static string OneLine(string text, int most) =>
        string.Concat(text.Take(most).Select(letter => char.IsControl(letter) ? '\u00B7' : letter)) + (text.Length > most ? "…" : string.Empty);
}
