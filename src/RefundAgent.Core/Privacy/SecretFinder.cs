using System.Buffers;

namespace RefundAgent.Privacy;

/// <summary>Finds keys, tokens and passwords: by the beginnings that their issuers give them, and by the word that announces them.</summary>
internal static class SecretFinder
{
    private const int LongestValue = 4_096;
    private const int LongestUserInfo = 128;
    private const string KeyBlock = "-----BEGIN ";
    private const string Scheme = "://";

    private static readonly (string Beginning, int Fewest)[] Issued =
    [
        ("sk-", 16), ("sk_live_", 8), ("sk_test_", 8), ("rk_live_", 8), ("rk_test_", 8), ("pk_live_", 8), ("pk_test_", 8), ("whsec_", 12), ("ghp_", 20), ("gho_", 20),
        ("ghu_", 20), ("ghs_", 20), ("ghr_", 20), ("github_pat_", 20), ("glpat-", 16), ("xoxb-", 10), ("xoxp-", 10), ("xoxa-", 10), ("xoxr-", 10), ("xapp-", 10),
        ("AKIA", 16), ("ASIA", 16), ("AIza", 30), ("ya29.", 16), ("SG.", 30), ("shpat_", 16), ("shpss_", 16), ("shpca_", 16), ("npm_", 20), ("pypi-", 20), ("hf_", 20),
        ("dop_v1_", 20), ("sq0atp-", 16), ("sq0csp-", 16), ("EAAA", 40), ("eyJ", 20), ("AccountKey=", 20), ("SharedAccessKey=", 20), ("SharedAccessSignature=", 20),
        ("sig=", 20), ("Bearer ", 8), ("Basic ", 16), (KeyBlock, 8),
    ];

    private static readonly SearchValues<string> Beginnings =
        SearchValues.Create([.. Issued.Select(each => each.Beginning), Scheme], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> EndsUserInfo = SearchValues.Create("@/ \n\t\"'<>");

    public static bool MayHold(ReadOnlySpan<char> text) => text.ContainsAny(Beginnings) || AnnouncedSecret.MayHold(text);

    public static void Find(ReadOnlySpan<char> text, List<PersonalSpan> found)
    {
        AnnouncedSecret.Find(text, found);
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(Beginnings);
            if (next < 0)
            {
                return;
            }

            at += next;
            var (start, end) = text[at..].StartsWith(Scheme) ? UserInfo(text, at + Scheme.Length) : IssuedAt(text, at);
            if (end > at)
            {
                found.Add(new PersonalSpan(PersonalKind.Secret, start, end));
                at = end - 1;
            }
        }
    }

    /// <summary>Name and password in front of a URL's host.</summary>
    private static (int Start, int End) UserInfo(ReadOnlySpan<char> text, int start)
    {
        var ahead = text[start..Math.Min(text.Length, start + LongestUserInfo)];
        var end = ahead.IndexOfAny(EndsUserInfo);
        return end > 0 && ahead[end] == '@' && ahead[..end].Contains(':') ? (start, start + end) : (start, -1);
    }

    private static (int Start, int End) IssuedAt(ReadOnlySpan<char> text, int start)
    {
        if (start > 0 && char.IsAsciiLetterOrDigit(text[start - 1]))
        {
            return (start, -1);
        }

        foreach (var (beginning, fewest) in Issued)
        {
            // Issuers care for the case of their letters; the words before a token are written as people like.
            var comparison = beginning[^1] is ' ' or '=' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
            if (text[start..].StartsWith(beginning, comparison))
            {
                var end = beginning == KeyBlock ? EndOfKeyBlock(text, start) : EndOfToken(text, start + beginning.Length);
                var token = text[(start + beginning.Length)..end];
                return token.Length >= fewest && (token.Length >= 24 || token.ContainsAnyInRange('0', '9')) ? (start, end) : (start, -1);
            }
        }

        return (start, -1);
    }

    private static int EndOfToken(ReadOnlySpan<char> text, int first)
    {
        var (at, most) = (first, Math.Min(text.Length, first + LongestValue));
        while (at < most && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-' or '.' or '+' or '/' or '=' or '~' or '%'))
        {
            at++;
        }

        return at > first && text[at - 1] == '.' ? at - 1 : at;
    }

    /// <summary>Heading, Base64 lines and, where it is there, the last line.</summary>
    private static int EndOfKeyBlock(ReadOnlySpan<char> text, int start)
    {
        var most = Math.Min(text.Length, start + LongestValue);
        var marks = 0;
        var at = start;
        while (at < most && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is ' ' or '\n' or '\r' or '+' or '/' or '=' or '-' or '\\'))
        {
            marks = text[at] == '-' ? marks + 1 : marks;
            at++;
            if (marks == 20)
            {
                break; // Five before and after each of BEGIN and END.
            }
        }

        return at;
    }
}
