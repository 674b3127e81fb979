using System.Buffers;

namespace RefundAgent.Privacy;

/// <summary>Finds addresses around an at sign, as it is or as URLs have it; looks at most one address's length to either side.</summary>
internal static class EmailFinder
{
    /// <summary>RFC 5321, 4.5.3.1.</summary>
    private const int LongestLocalPart = 64;

    private const int LongestDomain = 255;
    private const string Encoded = "%40";

    private static readonly SearchValues<string> AtSigns = SearchValues.Create(["@", "＠", Encoded], StringComparison.Ordinal);

    public static void Find(ReadOnlySpan<char> text, List<PersonalSpan> found)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(AtSigns);
            if (next < 0)
            {
                return;
            }

            at += next;
            var domain = at + (text[at] == '%' ? Encoded.Length : 1);
            var (start, end) = (StartOf(text, at), EndOf(text, domain));
            if (start < at && end > domain)
            {
                found.Add(new PersonalSpan(PersonalKind.Email, start, end));
                at = end - 1;
            }
        }
    }

    private static int StartOf(ReadOnlySpan<char> text, int at)
    {
        var earliest = Math.Max(0, at - LongestLocalPart);
        if (at > earliest + 1 && text[at - 1] == '"' && text[earliest..(at - 1)].LastIndexOf('"') is var quote and >= 0)
        {
            return earliest + quote;
        }

        var start = at;
        while (start > earliest && IsLocal(text[start - 1]))
        {
            start--;
        }

        while (start < at && text[start] is '.' or '\'' or '-')
        {
            start++;
        }

        return start;
    }

    /// <summary>At least two labels, and letters begin the last: <c>@anna</c> and <c>2@10.50</c> are no addresses.</summary>
    private static int EndOf(ReadOnlySpan<char> text, int domain)
    {
        var end = domain;
        while (end < text.Length && end - domain < LongestDomain && IsDomain(text[end]) && !(text[end] == '.' && (end == domain || text[end - 1] == '.')))
        {
            end++;
        }

        while (text[domain..end].TrimEnd(".-").LastIndexOf('.') is var dot and > 0)
        {
            var labels = text[domain..end].TrimEnd(".-");
            if (labels.Length - dot > 2 && char.IsLetter(labels[dot + 1]))
            {
                return domain + labels.Length;
            }

            end = domain + dot;
        }

        return domain;
    }

    private static bool IsLocal(char letter) => char.IsLetterOrDigit(letter) || letter is '.' or '_' or '%' or '+' or '-' or '\'' or '~' or '!' or '#' or '$' or '*';

    private static bool IsDomain(char letter) => char.IsLetterOrDigit(letter) || letter is '.' or '-';
}
