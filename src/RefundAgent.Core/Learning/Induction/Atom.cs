using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Learning.Induction;

/// <summary>
/// One condition that a learned rule can be made of: a value, an entry of a list, a cut of a number, or whether the fact is there at all.
/// A fact that is missing or of another kind fails every atom but <see cref="AtomOperator.Missing"/>, as in <see cref="Condition"/>.
/// </summary>
/// <param name="Fact">The fact's name.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">Null for <see cref="AtomOperator.Exists"/> and <see cref="AtomOperator.Missing"/>.</param>
public sealed record Atom(string Fact, AtomOperator Operator, FactValue? Value)
{
    /// <summary>By fact, then operator, then value; ordinal, so that ties fall alike everywhere.</summary>
    public static IComparer<Atom> Canonical { get; } = Comparer<Atom>.Create(Compare);

    /// <summary>A cut of a number, of which two in one direction are as good as the tighter.</summary>
    [JsonIgnore]
    public bool IsCut => Operator is AtomOperator.AtLeast or AtomOperator.AtMost;

    public bool Holds(ImmutableSortedDictionary<string, FactValue> facts) => facts.TryGetValue(Fact, out var known)
        ? Operator switch
        {
            AtomOperator.Exists => true,
            AtomOperator.Equal => known == Value,
            AtomOperator.Has => (known, Value) is (FactValue.List list, FactValue.Text entry)
                && list.Values.Contains(entry.Value, StringComparer.OrdinalIgnoreCase),
            AtomOperator.AtLeast => (known, Value) is (FactValue.Number number, FactValue.Number cut) && number.Value >= cut.Value,
            AtomOperator.AtMost => (known, Value) is (FactValue.Number number, FactValue.Number cut) && number.Value <= cut.Value,
            _ => false,
        }
        : Operator == AtomOperator.Missing;

    /// <summary>The same question as policies and guidelines ask it.</summary>
    public Condition ToCondition() => Operator switch
    {
        AtomOperator.Exists => new Condition.Compare(Fact, Policies.Operator.Exists, [FactValue.Of(true)]),
        AtomOperator.Missing => new Condition.Compare(Fact, Policies.Operator.Exists, [FactValue.Of(false)]),
        AtomOperator.AtLeast => new Condition.Compare(Fact, Policies.Operator.Gte, [Value!]),
        AtomOperator.AtMost => new Condition.Compare(Fact, Policies.Operator.Lte, [Value!]),
        AtomOperator.Has => new Condition.Compare(Fact, Policies.Operator.Contains, [Value!]),
        _ => new Condition.Compare(Fact, Policies.Operator.Eq, [Value!]),
    };

    public override string ToString() => Learning.Clause.Of(ToCondition()) + (Value is FactValue.Number number ? $" {number}" : "");

    private static int Compare(Atom left, Atom right)
    {
        var order = string.CompareOrdinal(left.Fact, right.Fact);
        order = order != 0 ? order : left.Operator.CompareTo(right.Operator);
        return order != 0 ? order : Compare(left.Value, right.Value);
    }

    private static int Compare(FactValue? left, FactValue? right) => (left, right) switch
    {
        (FactValue.Number one, FactValue.Number two) => one.Value.CompareTo(two.Value),
        (FactValue.Flag one, FactValue.Flag two) => one.Value.CompareTo(two.Value),
        (FactValue.Text one, FactValue.Text two) => string.Compare(one.Value, two.Value, StringComparison.OrdinalIgnoreCase),
        _ => Kind(left).CompareTo(Kind(right)),
    };

    private static int Kind(FactValue? value) => value switch
    {
        null => 0,
        FactValue.Flag => 1,
        FactValue.Number => 2,
        FactValue.Text => 3,
        _ => 4,
    };
}

/// <summary>In the order that rules are written in.</summary>
public enum AtomOperator
{
    Equal,
    Exists,
    AtLeast,

    /// <summary>An entry of a list.</summary>
    Has,
    AtMost,
    Missing,
}
