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
    /// Adds what a connected system states under its own names. A statement about something that we know is kept as
    /// <c>ignored.…</c>, so that a person sees the contradiction and no rule can rest on it by accident.
    /// </summary>
    public ImmutableSortedDictionary<string, Fact> WithStated(Ticket ticket)
    {
        var source = new FactSource(FactOrigin.System, ticket.BroughtBy.Value);
        var known = facts.ToImmutable();
        foreach (var (name, value) in ticket.Facts)
        {
            var taken = known.ContainsKey(name) || name.StartsWith(FactNames.IgnoredPrefix, StringComparison.Ordinal);
            Add(taken ? FactNames.IgnoredPrefix + name : name, value, source);
        }

        return facts.ToImmutable();
    }
}
