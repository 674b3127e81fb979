using System.Buffers;
using System.Collections.Immutable;

namespace RefundAgent.Privacy;

/// <summary>
/// Puts placeholders such as <c>[card]</c> in the place of personal data and secrets, so that a text can go to a model, into a log or into
/// something learned. It works by form and not by meaning: <c>docs/security.md</c> says what it finds and what it cannot.
/// </summary>
public static class PersonalData
{
    private static readonly ImmutableArray<string> Placeholders =
        [.. Enum.GetNames<PersonalKind>().Select(kind => $"[{kind.ToLowerInvariant()}]")];

    private static readonly SearchValues<string> AnyPlaceholder = SearchValues.Create(Placeholders.AsSpan(), StringComparison.Ordinal);

    /// <summary>Of any length and content, in time that grows with its length; masked text stays as it is.</summary>
    public static string Mask(string text) => Mask(text, KnownData.None);

    /// <param name="text">Of any length and content.</param>
    /// <param name="known">What must stay because the case is about it, and whose names it holds.</param>
    /// <returns>The same instance where there is nothing to mask.</returns>
    public static string Mask(string text, KnownData known) => MayHold(text, known) ? new Masking(text, known).Run() : text;

    public static bool IsIn(string text) => !ReferenceEquals(Mask(text), text);

    internal static string Placeholder(PersonalKind kind) => Placeholders[(int)kind];

    /// <summary>What is masked already is no text any more: nothing is read across it.</summary>
    /// <returns>Where it begins and ends; the end of the text twice where there is none.</returns>
    internal static (int Start, int End) NextPlaceholder(string text, int from)
    {
        var at = text.AsSpan(from).IndexOfAny(AnyPlaceholder);
        return at < 0 ? (text.Length, text.Length) : (from + at, text.IndexOf(']', from + at) + 1);
    }

    /// <summary>All that is looked for has a figure or an at sign in it, or follows a word like <c>password</c>.</summary>
    private static bool MayHold(ReadOnlySpan<char> text, KnownData known) =>
        text.ContainsAnyInRange('0', '9') || text.Contains('@') || SecretFinder.MayHold(text)
        || (text.ContainsAnyExceptInRange('\0', '\u007f') && HasForeignFigure(text)) || known.IsNamedIn(text);

    private static bool HasForeignFigure(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (letter > '\u007f' && (char.IsDigit(letter) || letter == '＠'))
            {
                return true;
            }
        }

        return false;
    }
}
