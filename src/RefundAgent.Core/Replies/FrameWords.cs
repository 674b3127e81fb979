using System.Collections.Immutable;
using RefundAgent.Reading;

namespace RefundAgent.Replies;

/// <summary>A text as words to be looked up: letters only, folded, so that no accent or capital hides one.</summary>
internal static class FrameWords
{
    public static ImmutableArray<string> Of(ReadOnlySpan<char> text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var inWord = at < text.Length && (char.IsLetter(text[at]) || Folding.IsInvisible(text[at]));
            if (inWord && start < 0)
            {
                start = at;
            }
            else if (!inWord && start >= 0)
            {
                words.Add(Folding.Fold(text[start..at]));
                start = -1;
            }
        }

        return words.ToImmutable();
    }
}
