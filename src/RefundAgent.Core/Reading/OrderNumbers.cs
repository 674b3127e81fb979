using System.Collections.Immutable;
using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>Finds the customer's order numbers, however they are written, and what looks like one but is none of theirs.</summary>
internal sealed class OrderNumbers
{
    private const int FewestDigits = 3;
    private const int DigitsOfABareNumber = 6;

    private readonly Dictionary<string, List<(string[] Words, OrderId Id)>> byFirstWord = new(StringComparer.Ordinal);

    public OrderNumbers(ImmutableArray<Order> orders)
    {
        foreach (var order in orders)
        {
            var words = Lexer.Cut(order.Id.Value).Where(piece => piece.IsWord).Select(piece => piece.Text).ToArray();
            if (words.Length == 0)
            {
                continue;
            }

            if (!byFirstWord.TryGetValue(words[0], out var ids))
            {
                byFirstWord.Add(words[0], ids = []);
            }

            ids.Add((words, order.Id));
        }
    }

    /// <returns>Pieces consumed; 0 where none of the customer's orders is named.</returns>
    public int Find(List<Piece> pieces, int at, bool announced, out OrderId? order)
    {
        order = null;
        var consumed = 0;
        if (!byFirstWord.TryGetValue(pieces[at].Text, out var candidates))
        {
            return 0;
        }

        foreach (var (words, id) in candidates)
        {
            var length = Match(pieces, at, words);
            if (length > 0 && length >= consumed && (announced || IsUnmistakable(words)))
            {
                order = length == consumed ? null : id;
                consumed = length;
            }
        }

        return order is null ? 0 : consumed;
    }

    /// <returns>The one order whose number ends so; null where there is none or more than one.</returns>
    public OrderId? FindByEnding(string digits)
    {
        var ending = byFirstWord.Values.SelectMany(ids => ids).Where(entry => entry.Words[^1].EndsWith(digits, StringComparison.Ordinal)).Take(2).ToList();
        return digits.Length >= 2 && digits.All(char.IsAsciiDigit) && ending.Count == 1 ? ending[0].Id : null;
    }

    /// <param name="announced">A '#' or the word "order" stands before it.</param>
    public static bool LooksLikeOne(string word, bool announced)
    {
        var digits = word.Count(char.IsAsciiDigit);
        var letters = word.Length - digits;
        var startsWithLetters = letters is > 0 and <= 4 && word[..letters].All(char.IsAsciiLetter);
        return word.Length <= 40 && word.All(char.IsAsciiLetterOrDigit) && (letters == 0 || startsWithLetters)
            && digits >= (announced ? FewestDigits : DigitsOfABareNumber) && (announced || startsWithLetters);
    }

    private static bool IsUnmistakable(string[] words) =>
        words.Any(word => word.Any(char.IsAsciiDigit) && (word.Length >= DigitsOfABareNumber || word.Any(char.IsAsciiLetter)))
        && words.Sum(word => word.Length) >= 4;

    private static int Match(List<Piece> pieces, int at, string[] words)
    {
        var next = at;
        for (var word = 0; word < words.Length; word++)
        {
            while (word > 0 && next < pieces.Count && (pieces[next].Is('-') || pieces[next].Is('/') || pieces[next].Is('#') || pieces[next].Is('.')))
            {
                next++;
            }

            if (next >= pieces.Count || pieces[next].Text != words[word])
            {
                return 0;
            }

            next++;
        }

        return next - at;
    }
}
