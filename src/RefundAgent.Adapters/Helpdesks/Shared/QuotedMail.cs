using System.Text.RegularExpressions;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>
/// Takes out the older mail that mail programs put into an answer. It has been read before; left in, a customer's "thanks" would ask for the
/// same refund again. What stands below a quote is kept, since some people answer there. The words are those of Gmail, Outlook, Apple Mail
/// and Thunderbird in the languages that we answer in.
/// </summary>
internal static partial class QuotedMail
{
    /// <summary>Above, a line is somebody's text: no program introduces a quote at such length.</summary>
    private const int LongestIntroduction = 300;

    /// <summary>Lines over which a mail program spreads one introduction, or looks for the parts of a header.</summary>
    private const int MostLines = 3;

    private const int HeaderLines = 6;

    public static string Strip(string text)
    {
        var lines = text.Split('\n');
        var kept = new List<string>();
        for (var at = 0; at < lines.Length && !OpensOlderMail(lines, at);)
        {
            if (IsQuoted(lines[at]))
            {
                at++;
            }
            else if (Introduction(lines, at) is not ({ } introduction, var next))
            {
                kept.Add(lines[at++]);
            }
            else if (next == lines.Length || IsQuoted(lines[next]))
            {
                at = next;
            }
            else if (Dated().IsMatch(introduction))
            {
                break;
            }
            else
            {
                kept.Add(lines[at++]);
            }
        }

        // A message that is nothing but a quote is kept: better to read it twice than to lose it.
        var answer = kept.TrueForAll(line => line.Length == 0) ? lines.Select(line => line.TrimStart('>', ' ')) : kept;
        return Gap().Replace(string.Join('\n', answer).Trim('\n'), kept.Count == lines.Length ? "$0" : "\n\n");
    }

    private static bool IsQuoted(string line) => line.StartsWith('>');

    /// <summary>"On … wrote:", over one line or several, with the place of the next line that is not blank; null where none starts here.</summary>
    private static (string? Text, int Next) Introduction(string[] lines, int at)
    {
        for (var count = 1; count <= MostLines && at + count <= lines.Length && lines[at + count - 1].Length > 0; count++)
        {
            var joined = string.Join(' ', lines[at..(at + count)]);
            if (joined.Length <= LongestIntroduction && Introducing().IsMatch(joined) && (count == 1 || IsOne(lines, at, count, joined)))
            {
                var next = Array.FindIndex(lines, at + count, line => line.Length > 0);
                return (joined, next < 0 ? lines.Length : next);
            }
        }

        return (null, at);
    }

    /// <summary>Several lines are one introduction only where the first begins it: "Thanks!" right above one is no part of it.</summary>
    private static bool IsOne(string[] lines, int at, int count, string joined) =>
        Dated().IsMatch(joined) && lines[at][^1] is not ('.' or '!' or '?') && !Introducing().IsMatch(string.Join(' ', lines[(at + 1)..(at + count)]));

    private static bool OpensOlderMail(string[] lines, int at) =>
        lines[at].Length is > 0 and <= LongestIntroduction
        && (Separator().IsMatch(lines[at]) || IsHeader(lines, at) || (Rule().IsMatch(lines[at]) && at + 1 < lines.Length && IsHeader(lines, at + 1)));

    /// <summary>Outlook's: who, when or to whom, about what, one below the other.</summary>
    private static bool IsHeader(string[] lines, int at)
    {
        var end = Math.Min(at + HeaderLines, lines.Length);
        return From().IsMatch(lines[at]) && Array.Exists(lines[at..end], SentOrTo().IsMatch) && Array.Exists(lines[at..end], Subject().IsMatch);
    }

    [GeneratedRegex(
        @"^(?=.*\d)(?:.*(?:\b(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev|napisał(?:a|\(a\))?|napsal(?:a|\(a\))?|yazdı)(?!\w)|写道|寫道).{0,120}|\d{4}[-年].*<[^<>]+@[^<>]+>\s*)[:：]$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Introducing();

    /// <summary>A time of day or an address: no sentence of a customer's that happens to end in "wrote:".</summary>
    [GeneratedRegex(@"@|\d[:.h]\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();

    [GeneratedRegex(
        @"^(?:-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Originalnachricht|Message d['’]origine|Message original|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijke? bericht|Ursprungligt meddelande|Oprindelig meddelelse|Original meddelelse|Wiadomość oryginalna|Oryginalna wiadomość|Původní zpráva|Orijinal Mesaj|Özgün İleti|原始邮件|原始郵件|元のメッセージ|オリジナルメッセージ)\s*-{2,}|##.{5,200}##|-{2,}\s*Please (?:type your )?reply above this line\s*-{2,})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^_{20,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\*?(?:From|Von|De|Da|Van|Från|Fra|Od|Kimden|Gönderen|发件人|寄件者|差出人)\s*[:：]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex From();

    [GeneratedRegex(
        @"^\*?(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el| em)?|Enviada(?: em)?|Fecha|Data|Inviato|Verzonden|Skickat|Sendt|Dato|Wysłan[eoy]|Odesláno|Tarih|Gönderildi|发送时间|日期|送信日時|日時|To|An|À|Para|A|Aan|Till|Til|Do|Komu|Kime|收件人|收件者|宛先)\s*[:：]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SentOrTo();

    [GeneratedRegex(
        @"^\*?(?:Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Ämne|Emne|Temat|Předmět|Konu|主题|主旨|件名)\s*[:：]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex(@"\n{3,}", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();
}
