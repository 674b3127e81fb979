using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Learning.Induction;
using RefundAgent.Privacy;
using RefundAgent.Reading;

namespace RefundAgent.Learning.Lessons;

/// <summary>
/// What a sentence of a model may be before anybody is shown it: short, one line, without a link, and of tone only where it is to be about
/// tone. This keeps honest mistakes out. It is no defence against a clever text, and needs to be none: a wording decides nothing, and a tone
/// note takes the word of several people and has no say in what is ruled.
/// </summary>
internal static partial class LessonSentence
{
    private const int Shortest = 10;
    private const int Longest = 200;

    /// <summary>Beginnings of words that speak of outcomes, sums and the agent itself, and not of how an answer sounds.</summary>
    private static readonly string[] NotOfTone =
    [
        "approv", "deny", "denie", "denia", "reject", "refus", "refund", "escalat", "grant", "declin", "pay", "paid", "money", "cash",
        "credit", "compensat", "voucher", "coupon", "discount", "amount", "percent", "dollar", "euro", "price", "entitl", "eligib",
        "promis", "guarant", "waive", "polic", "rule", "instruct", "ignor", "overrid", "agent", "account", "password", "email", "phone",
        "address", "link", "click", "bank",
    ];

    private static readonly SearchValues<char> Ends = SearchValues.Create(".?!");

    private static readonly SearchValues<char> Markup = SearchValues.Create("<>{}[]|`\\@");

    /// <returns>Null where it may be shown beside a guideline.</returns>
    public static string? FaultOfWording(string sentence, IEnumerable<Atom> when, VerdictLabel? verdict)
    {
        if (FaultOfAny(sentence) is { } fault)
        {
            return fault;
        }

        var said = when.Select(atom => atom.Value?.ToString() ?? "").Append(ShareOf(verdict)).SelectMany(FiguresIn).ToHashSet();
        return FiguresIn(sentence).All(said.Contains) ? null : "must have no number that its conditions have not";
    }

    /// <returns>Null where it is a tone note.</returns>
    public static string? FaultOfTone(string sentence)
    {
        if (FaultOfAny(sentence) is { } fault)
        {
            return fault;
        }

        if (sentence.TrimEnd('.').AsSpan().ContainsAny(Ends))
        {
            return "must be one sentence, and no question";
        }

        if (sentence.Any(letter => !char.IsAscii(letter) || char.IsDigit(letter)) || Capitalised().IsMatch(sentence))
        {
            return "must be plain English without digits and names";
        }

        return Words().Matches(sentence).Select(word => word.Value.ToLowerInvariant()).Any(SpeaksOfOutcomes)
            ? "must be about how answers sound, and not about outcomes, sums, policy or the agent"
            : null;
    }

    /// <summary>Letters only: two spellings of one sentence are one note.</summary>
    public static string Canonical(string sentence) => string.Join(' ', Words().Matches(sentence).Select(word => word.Value.ToLowerInvariant()));

    private static string? FaultOfAny(string sentence) =>
        sentence.Length is < Shortest or > Longest || string.IsNullOrWhiteSpace(sentence) ? $"must have {Shortest} to {Longest} characters"
        : ShownText.Of(sentence, Longest) != sentence ? "must be one line of letters that can be seen"
        : sentence.AsSpan().IndexOfAny(Markup) >= 0 || sentence.Contains("//", StringComparison.Ordinal) || sentence.Contains("www.", StringComparison.OrdinalIgnoreCase)
            ? "must have no link, address or markup"
        : PersonalData.IsIn(sentence) ? "must have no personal data"
        : Steering.Find(sentence) is not null ? "must speak of cases, and not to whoever reads it"
        : null;

    private static bool SpeaksOfOutcomes(string word) =>
        Array.Exists(NotOfTone, beginning => word.StartsWith(beginning, StringComparison.Ordinal));

    private static IEnumerable<string> FiguresIn(string text) => Figures().Matches(text).Select(figure => figure.Value);

    private static string ShareOf(VerdictLabel? verdict) =>
        verdict?.Basis is AmountBasis.ShareOfPaid share ? (100 * share.Share).ToString("0.##", CultureInfo.InvariantCulture) : "";

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Figures();

    /// <summary>A capital after the first word, other than of "I", begins a name.</summary>
    [GeneratedRegex(@"(?<=[a-z,;:)'""-]\s+)(?!I\b)[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Capitalised();

    [GeneratedRegex(@"[\p{L}']+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
