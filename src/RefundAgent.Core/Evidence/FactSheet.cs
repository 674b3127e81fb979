using System.Collections.Immutable;
using RefundAgent.Tickets;

namespace RefundAgent.Evidence;

/// <summary>Collects a case's facts and settles who is believed: what we established ourselves stands against what anybody states.</summary>
internal sealed class FactSheet
{
    private readonly ImmutableSortedDictionary<string, Fact>.Builder facts =
        ImmutableSortedDictionary.CreateBuilder<string, Fact>(StringComparer.Ordinal);

    public void Add(string name, FactValue value, FactSource source) => facts[name] = new Fact(name, value, source);

    public void AddText(string name, string? value, FactSource source)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            Add(name, FactValue.Of(value.Trim()), source);
        }
    }

    /// <summary>
    /// The facts with what a connected system states under its own names. A statement about something that we know is kept as
    /// <c>ignored.…</c>, so that a person sees the contradiction and no rule can rest on it by accident.
    /// </summary>
    public ImmutableSortedDictionary<string, Fact> WithStated(Ticket ticket)
    {
        var source = new FactSource(FactOrigin.System, ticket.BroughtBy.Value);
        var known = facts.ToImmutable();
        return known.SetItems(ticket.Facts.Select(stated =>
        {
            var taken = known.ContainsKey(stated.Key) || stated.Key.StartsWith(FactNames.IgnoredPrefix, StringComparison.Ordinal);
            var name = taken ? FactNames.IgnoredPrefix + stated.Key : stated.Key;
            return KeyValuePair.Create(name, new Fact(name, stated.Value, source));
        }));
    }
}
