using System.Collections.Frozen;

namespace RefundAgent.Privacy;

/// <summary>Words, or two of them with a blank between, to find in a few characters of text: whole and in any case.</summary>
internal sealed class WordSet(params string[] words)
{
    private readonly FrozenSet<string> words = words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public bool Contains(ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <returns>Where the last of them begins; -1 where there is none.</returns>
    public int LastIn(ReadOnlySpan<char> text)
    {
        for (var at = text.Length - 1; at >= 0; at--)
        {
            if (!char.IsLetter(text[at]) || (at > 0 && char.IsLetter(text[at - 1])))
            {
                continue;
            }

            var end = EndOfWord(text, at);
            var second = end + 1 < text.Length && text[end] == ' ' ? EndOfWord(text, end + 1) : end;
            if (Contains(text[at..end]) || (second > end + 1 && Contains(text[at..second])))
            {
                return at;
            }
        }

        return -1;
    }

    private static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsLetter(text[at]))
        {
            at++;
        }

        return at;
    }
}
