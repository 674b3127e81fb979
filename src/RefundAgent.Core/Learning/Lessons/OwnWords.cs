using System.Collections.Immutable;
using RefundAgent.Context;

namespace RefundAgent.Learning.Lessons;

/// <summary>
/// What this program said itself comes back in what staff write: pasted, quoted, kept. It is taken out before anything is made of their
/// words, or the agent would learn from itself, and each time be surer of it. So is what they paste of the customer's message.
/// </summary>
internal static class OwnWords
{
    /// <summary>Shorter ones stand in anybody's sentences.</summary>
    private const int Shortest = 12;

    /// <summary>Everything learned that people are shown in words; what nobody is shown yet they can only say by themselves.</summary>
    public static ImmutableArray<string> Of(LearnedContext head) =>
    [
        .. head.Items.OfType<LearnedItem.Guideline>().Select(ItemWords.Of),
        .. head.Items.OfType<LearnedItem.Guideline>().Select(item => item.Wording?.Text).OfType<string>(),
        .. head.Items.OfType<LearnedItem.ToneNote>().Select(note => note.Text),
    ];

    /// <summary>What a customer wrote, sentence by sentence: staff who paste it don't say it.</summary>
    public static IEnumerable<string> SentencesOf(string text) =>
        text.Split(['.', '!', '?', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <returns>What is left in one line, blank where nothing is.</returns>
    public static string Without(string? text, IEnumerable<string> own)
    {
        var left = InOneLine(text ?? "");
        foreach (var sentence in own.Select(each => InOneLine(each).TrimEnd('.')).Where(each => each.Length >= Shortest).OrderByDescending(each => each.Length))
        {
            left = left.Replace(sentence, " ", StringComparison.OrdinalIgnoreCase);
        }

        return left.Any(char.IsLetterOrDigit) ? InOneLine(left) : "";
    }

    public static string InOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
