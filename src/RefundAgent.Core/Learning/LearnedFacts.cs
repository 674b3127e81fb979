using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using RefundAgent.Evidence;

namespace RefundAgent.Learning;

/// <summary>The facts that learning may see, in the form that conditions ask; where they come from has been settled before.</summary>
internal sealed class LearnedFacts(ImmutableSortedDictionary<string, FactValue> facts) : IReadOnlyDictionary<string, Fact>
{
    private static readonly FactSource Settled = new(FactOrigin.System, "");

    public int Count => facts.Count;

    public IEnumerable<string> Keys => facts.Keys;

    public IEnumerable<Fact> Values => facts.Select(each => FactOf(each.Key, each.Value));

    public Fact this[string key] => FactOf(key, facts[key]);

    public bool ContainsKey(string key) => facts.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Fact value)
    {
        value = facts.TryGetValue(key, out var known) ? FactOf(key, known) : null;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, Fact>> GetEnumerator() =>
        facts.Select(each => KeyValuePair.Create(each.Key, FactOf(each.Key, each.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Fact FactOf(string name, FactValue value) => new(name, value, Settled);
}
