using System.Buffers;
using System.Collections.Immutable;
using RefundAgent.Evidence;
using RefundAgent.Tickets;

namespace RefundAgent.Privacy;

/// <summary>What the program knows of a case before it masks the case's texts: ids that must stay, and who is writing.</summary>
public sealed class KnownData
{
    /// <summary>Shorter ids look like nothing personal, and would keep a telephone number that ends in one.</summary>
    private const int ShortestKept = 6;

    private const int MostKept = 2_000;

    private readonly ImmutableArray<string> kept;
    private readonly SearchValues<string>? anyKept;
    private readonly NameFinder? names;

    private KnownData(IEnumerable<string> kept, NameFinder? names)
    {
        this.kept = [.. kept.Where(id => id.Count(char.IsLetterOrDigit) >= ShortestKept).Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(id => id.Length).Take(MostKept)];
        anyKept = this.kept.IsEmpty ? null : SearchValues.Create(this.kept.AsSpan(), StringComparison.OrdinalIgnoreCase);
        this.names = names;
    }

    public static KnownData None { get; } = new([], null);

    /// <summary>Ids of the customer's own orders and items stay; the customer's name goes, as far as the ticket's id and address tell it.</summary>
    public static KnownData Of(Ticket ticket, IEnumerable<Order> orders) =>
        new(orders.SelectMany(IdsOf), NameFinder.Of(ticket.Customer));

    /// <param name="kept">Stay as they are wherever they stand by themselves, in any case.</param>
    public static KnownData Keeping(IEnumerable<string> kept) => new(kept, null);

    /// <returns>The first kept text that begins before <paramref name="until"/>; the end of the text twice where there is none.</returns>
    internal (int Start, int End) NextKept(string text, int from, int until)
    {
        for (var at = from; anyKept is not null && at < until; at++)
        {
            var next = text.AsSpan(at, until - at).IndexOfAny(anyKept);
            if (next < 0)
            {
                break;
            }

            at += next;
            foreach (var id in kept)
            {
                if (at + id.Length <= until && StandsAlone(text, at, id))
                {
                    return (at, at + id.Length);
                }
            }
        }

        return (text.Length, text.Length);
    }

    internal bool IsNamedIn(ReadOnlySpan<char> text) => names?.IsNamedIn(text) == true;

    internal void FindNames(ReadOnlySpan<char> text, List<PersonalSpan> found) => names?.Find(text, found);

    private static IEnumerable<string> IdsOf(Order order) => order.Items.Select(item => item.Id.Value).Append(order.Id.Value);

    private static bool StandsAlone(string text, int at, string id) =>
        text.AsSpan(at, id.Length).Equals(id, StringComparison.OrdinalIgnoreCase)
        && (at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(id[0]))
        && (at + id.Length == text.Length || !char.IsLetterOrDigit(text[at + id.Length]));
}
