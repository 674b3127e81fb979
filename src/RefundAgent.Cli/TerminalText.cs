namespace RefundAgent.Cli;

/// <summary>What came from outside must not steer a terminal.</summary>
internal static class TerminalText
{
    public static string OneLine(string text, int most) =>
        string.Concat(text.Take(most).Select(letter => char.IsControl(letter) ? '\u00B7' : letter)) + (text.Length > most ? "…" : string.Empty);
}
