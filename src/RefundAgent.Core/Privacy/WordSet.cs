using System.Buffers;
using System.Collections.Frozen;

namespace RefundAgent.Privacy;

/// <summary>Words to find in a few characters of text, whole and in any case.</summary>
internal sealed class WordSet(params string[] words)
{
    private readonly FrozenSet<string> whole = words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly SearchValues<string> any = SearchValues.Create(words.AsSpan(), StringComparison.OrdinalIgnoreCase);

    public bool Contains(ReadOnlySpan<char> word) => whole.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <returns>Where the last of them begins; -1 where there is none.</returns>
    public int LastIn(ReadOnlySpan<char> text)
    {
        var last = -1;
        if (!text.ContainsAny(any))
        {
            return last;
        }

        foreach (var word in whole)
        {
            for (var (at, end) = (text.LastIndexOf(word, StringComparison.OrdinalIgnoreCase), text.Length); at > last; end = at, at = text[..end].LastIndexOf(word, StringComparison.OrdinalIgnoreCase))
            {
                if ((at == 0 || !char.IsLetter(text[at - 1])) && (at + word.Length == text.Length || !char.IsLetter(text[at + word.Length])))
                {
                    last = at;
                    break;
                }
            }
        }

        return last;
    }
}
