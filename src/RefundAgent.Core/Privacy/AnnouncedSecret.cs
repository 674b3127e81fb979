using System.Buffers;

namespace RefundAgent.Privacy;

/// <summary>Finds what follows a word such as <c>password:</c>, <c>API key =</c> or <c>PIN is</c>.</summary>
internal static class AnnouncedSecret
{
    private const int Longest = 200;

    /// <summary>Words between the announcement and the value: <c>the password for my account is …</c> is not among them.</summary>
    private static readonly WordSet Linking = new("is", "was", "are", "ist", "war", "lautet", "es", "est", "è", "é", "er", "är", "on", "jest", "to", "number", "code", "of");

    private static readonly string[] Passwords =
    [
        "password", "passwords", "passwd", "pwd", "passphrase", "passcode", "passwort", "kennwort", "mot de passe", "contraseña", "contrasena", "senha", "palavra-passe", "wachtwoord",
        "hasło", "haslo", "lösenord", "adgangskode", "passord", "salasana", "şifre", "sifre", "parola", "heslo", "jelszó", "κωδικός", "пароль", "密码", "密碼", "パスワード", "비밀번호",
        "api key", "api-key", "api_key", "apikey", "x-api-key", "access token", "access_token", "auth token", "auth_token", "refresh_token", "client secret", "client_secret",
        "secret key", "secret_key", "access key", "access_key", "private key", "secret", "token", "authorization", "otp", "one-time code", "verification code",
    ];

    private static readonly string[] Codes = ["cvv", "cvv2", "cvc", "cvc2", "cvn", "security code", "pin", "pin code", "prüfziffer", "sicherheitscode", "geheimzahl", "cryptogramme"];

    private static readonly SearchValues<string> Words = SearchValues.Create([.. Passwords, .. Codes], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Signs = SearchValues.Create("!@#$%^&*_+=");

    public static bool MayHold(ReadOnlySpan<char> text) => text.ContainsAny(Words);

    public static void Find(ReadOnlySpan<char> text, List<PersonalSpan> found)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(Words);
            if (next < 0)
            {
                return;
            }

            at += next;
            var end = EndOfWord(text, at, out var isCode);
            if (end > 0 && ValueAfter(text, end, isCode) is var (start, stop) && stop > start)
            {
                found.Add(new PersonalSpan(PersonalKind.Secret, start, stop));
                at = stop - 1;
            }
        }
    }

    /// <returns>Of the longest announcement that begins here and is a word of its own; 0 where there is none.</returns>
    private static int EndOfWord(ReadOnlySpan<char> text, int at, out bool isCode)
    {
        isCode = false;
        if (at > 0 && char.IsLetter(text[at - 1]) && text[at] < '\u2e80')
        {
            return 0;
        }

        var longest = 0;
        foreach (var word in (ReadOnlySpan<string>)[.. Passwords, .. Codes])
        {
            var end = at + word.Length;
            if (word.Length > longest && text[at..].StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && (end == text.Length || word[0] >= '\u2e80' || !char.IsLetterOrDigit(text[end])))
            {
                longest = word.Length;
                isCode = Array.IndexOf(Codes, word) >= 0;
            }
        }

        return longest == 0 ? 0 : at + longest;
    }

    /// <summary>After a colon or an equals sign anything is the value; after a word only what no word of a sentence looks like.</summary>
    private static (int Start, int End) ValueAfter(ReadOnlySpan<char> text, int at, bool isCode)
    {
        var (isMarked, isLinked) = (false, false);
        for (var steps = 0; steps < 4; steps++)
        {
            while (at < text.Length && text[at] is ' ' or '\t' or '"' or '\'' or '`' or '“' or '„' or '\u00a0' or '*')
            {
                at++;
            }

            if (at < text.Length && text[at] is ':' or '=' or '：' or '＝')
            {
                (isMarked, at) = (true, at + 1);
            }
            else if (!isMarked && LengthOfWord(text, at) is var length and > 0 && Linking.Contains(text.Slice(at, length)))
            {
                (isLinked, at) = (true, at + length);
            }
        }

        var end = at;
        while (end < text.Length && end - at < Longest && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '`' or '<' or '>' or '”' or '“'))
        {
            end++;
        }

        var value = text[at..end].TrimEnd(".,;:)'\"]}");
        var isValue = isCode
            ? value.Length is >= 3 and <= 8 && !value.ContainsAnyExceptInRange('0', '9')
            : isMarked ? value.Length >= 3 && !IsSchemeOnly(value) : value.Length >= (isLinked ? 4 : 6) && LooksChosen(value);
        return (at, isValue ? at + value.Length : at);
    }

    private static int LengthOfWord(ReadOnlySpan<char> text, int at)
    {
        var length = 0;
        while (at + length < text.Length && char.IsLetter(text[at + length]))
        {
            length++;
        }

        return length;
    }

    /// <summary><c>Authorization: Bearer …</c> is found by its second word.</summary>
    private static bool IsSchemeOnly(ReadOnlySpan<char> value) => value.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || value.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    private static bool LooksChosen(ReadOnlySpan<char> value)
    {
        var (letters, others) = (0, 0);
        foreach (var letter in value)
        {
            _ = char.IsLetter(letter) ? letters++ : others++;
        }

        return others > 0 && letters > 0 && (value.ContainsAnyInRange('0', '9') || value.ContainsAny(Signs));
    }
}
