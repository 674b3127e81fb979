using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using RefundAgent.Records;

namespace RefundAgent.Replies;

/// <summary>
/// A model's own words around one slot a claim, into which our sentence goes: <c>Hello Anna, I am sorry about the lamp. {c1}</c>. The words
/// are to be kind and to say nothing that binds, which is checked without a model; what fails is not mended but left out.
/// </summary>
public static partial class ReplyFrame
{
    public const int MaxLength = 1_200;

    /// <summary>Pure. The order is that of <see cref="FrameRules.All"/>.</summary>
    /// <param name="frame">As the model wrote it.</param>
    /// <param name="claims">Those that must have a slot.</param>
    /// <returns>The rules that it breaks, never its words; empty for a frame that may be sent.</returns>
    public static ImmutableArray<string> Faults(string frame, IEnumerable<ClaimId> claims) => [.. RulesBroken(frame, claims).Select(FrameRules.Told)];

    /// <summary>The one whose words it is made of; null where that is not plain.</summary>
    public static string? LanguageOf(string frame) => LanguageGuess.Of(Slot.Replace(frame, "\n"));

    /// <param name="frame">Checked.</param>
    /// <param name="sentenceOf">What stands in a claim's slot.</param>
    internal static string Fill(string frame, Func<ClaimId, string> sentenceOf) =>
        Slot.Replace(frame, slot => sentenceOf(ClaimId.From(slot.Groups[1].Value))).Trim();

    private static IEnumerable<string> RulesBroken(string frame, IEnumerable<ClaimId> claims)
    {
        var words = Slot.Replace(frame, "\n");
        var broken = FrameShape.RulesBroken(words).Concat(FrameVocabulary.RulesBroken(words)).ToHashSet(StringComparer.Ordinal);
        if (!HasSlots(frame, words, [.. claims]))
        {
            broken.Add(FrameRules.Slots);
        }

        if (words.Length > MaxLength || string.IsNullOrWhiteSpace(words))
        {
            broken.Add(FrameRules.Length);
        }

        return FrameRules.All.Select(rule => rule.Name).Where(broken.Contains);
    }

    /// <summary>
    /// A slot in the middle of a sentence could be turned round by it ("it is not true that …"), so it begins a sentence or a line, and
    /// what follows is a new one.
    /// </summary>
    private static bool HasSlots(string frame, string words, ImmutableArray<ClaimId> claims)
    {
        var slots = Slot.Matches(frame);
        return words.AsSpan().IndexOfAny('{', '}') < 0
            && slots.Select(slot => slot.Groups[1].Value).Order(StringComparer.Ordinal)
                .SequenceEqual(claims.Select(claim => claim.Value).Order(StringComparer.Ordinal), StringComparer.Ordinal)
            && slots.All(slot => BeginsSentence(frame[..slot.Index]) && EndsSentence(frame[(slot.Index + slot.Length)..]));
    }

    private static bool BeginsSentence(string before)
    {
        var text = before.TrimEnd(' ');
        return text.Length == 0 || text[^1] is '\n' or '.' or '!' or '?' or '。' or '！' or '？' or '}';
    }

    private static bool EndsSentence(string after)
    {
        var text = after.TrimStart(' ');
        return text.Length == 0 || text[0] is '\n' or '{' or '¿' or '¡' || (char.IsLetter(text[0]) && !char.IsLower(text[0]));
    }

    [GeneratedRegex(@"\{(c[1-9][0-9]?)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Slot { get; }
}
