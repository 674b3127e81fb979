using System.Text.RegularExpressions;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>
/// Cuts off the older mail that mail programs put below an answer. What is below has been read before; left in, a customer's "thanks" would
/// ask for the same refund again.
/// </summary>
internal static partial class QuotedMail
{
    public static string Strip(string text)
    {
        var lines = text.Split('\n');
        var end = Array.FindIndex(lines, line => Opening().IsMatch(line));
        var kept = (end < 0 ? lines : lines[..end]).ToList();
        while (kept.Count > 0 && (kept[^1].Length == 0 || kept[^1].StartsWith('>')))
        {
            kept.RemoveAt(kept.Count - 1);
        }

        // A message that is nothing but a quote is kept: better to read it twice than to lose it.
        return kept.TrueForAll(line => line.Length == 0) ? text : string.Join('\n', kept);
    }

    /// <summary>"On … wrote:" in the languages that we answer in, and the lines that mark an original message.</summary>
    [GeneratedRegex(
        @"^(?:(?:On|Am|Le|El|Il|Op|Em|Den|Dnia|W dniu|Dne)\b.{4,200}(?:wrote|schrieb.*|a écrit|escribió|ha scritto|schreef.*|escreveu|skrev.*|napisał.*|napsal.*)\s*:|-{2,}\s*(?:Original message|Originalnachricht|Message d'origine|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Mensagem original|Ursprungligt meddelande|Wiadomość oryginalna)\s*-{2,}|_{20,}|(?:##|--) ?(?:-.*-|Please type your reply above this line.*) ?##.*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Opening();
}
