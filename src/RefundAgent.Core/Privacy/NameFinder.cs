using System.Buffers;
using System.Collections.Immutable;
using RefundAgent.Tickets;

namespace RefundAgent.Privacy;

/// <summary>
/// Finds the name of the customer who is writing, as far as it can be read off the ticket (<c>mara.silva@…</c>, <c>mara_silva_81</c>): first
/// and last name side by side. One of the two alone stays, since colours, shops and months are names as well.
/// </summary>
internal sealed class NameFinder
{
    private const int ShortestPart = 2;
    private const int MostParts = 4;

    private readonly ImmutableArray<ImmutableArray<string>> people;
    private readonly SearchValues<string> anyPart;

    private NameFinder(ImmutableArray<ImmutableArray<string>> people)
    {
        this.people = people;
        anyPart = SearchValues.Create([.. people.SelectMany(parts => parts)], StringComparison.OrdinalIgnoreCase);
    }

    public static NameFinder? Of(TicketCustomer customer)
    {
        ImmutableArray<ImmutableArray<string>> people =
            [.. new[] { customer.Id.Value, customer.Email ?? "" }.Select(PartsOf).Where(parts => parts.Length is >= 2 and <= MostParts)];
        return people.IsEmpty ? null : new NameFinder(people);
    }

    public bool IsNamedIn(ReadOnlySpan<char> text) => text.ContainsAny(anyPart);

    public void Find(ReadOnlySpan<char> text, List<PersonalSpan> found)
    {
        if (!IsNamedIn(text))
        {
            return;
        }

        var words = Token.Cut(text);
        for (var at = 0; at + 1 < words.Count; at++)
        {
            var end = at;
            foreach (var parts in people)
            {
                end = Math.Max(end, LastOfName(text, words, at, parts));
            }

            if (end > at)
            {
                found.Add(new PersonalSpan(PersonalKind.Name, words[at].Start, words[end].End));
                at = end;
            }
        }
    }

    /// <summary>Two parts or more in a row, in any order, with a comma, a full stop or an initial between them.</summary>
    private static int LastOfName(ReadOnlySpan<char> text, List<Token> words, int at, ImmutableArray<string> parts)
    {
        var (last, named) = (at, 0);
        for (var next = at; next < words.Count && next <= last + 3; next++)
        {
            var word = words[next].Of(text);
            if (words[next].Kind == TokenKind.Word && Contains(parts, word))
            {
                (last, named) = (next, named + 1);
            }
            else if (named == 0 || !(word is "," or "." || (words[next].Kind == TokenKind.Word && word.Length == 1)))
            {
                break;
            }
        }

        return named >= 2 ? last : at;
    }

    private static bool Contains(ImmutableArray<string> parts, ReadOnlySpan<char> word)
    {
        foreach (var part in parts)
        {
            if (word.Equals(part, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<string> PartsOf(string id)
    {
        var name = id.IndexOf('@') is var at and >= 0 ? id[..at] : id;
        return [.. name.Split(['.', '_', '-', '+', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'))
            .Where(part => part.Length >= ShortestPart && part.All(char.IsLetter))
            .Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
