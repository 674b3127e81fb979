using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Evidence;

namespace RefundAgent.Policies;

/// <summary>
/// A question to the facts of a case, as rules and learned guidelines ask it. A comparison with a fact that is missing or of another
/// kind is false, whatever the operator; only <see cref="Operator.Exists"/> can ask for absence.
/// </summary>
[JsonConverter(typeof(ConditionJsonConverter))]
public abstract record Condition
{
    private Condition()
    {
    }

    public abstract bool Holds(IReadOnlyDictionary<string, Fact> facts);

    public sealed record All(ImmutableArray<Condition> Parts) : Condition
    {
        public override bool Holds(IReadOnlyDictionary<string, Fact> facts) => Parts.All(part => part.Holds(facts));
    }

    public sealed record Any(ImmutableArray<Condition> Parts) : Condition
    {
        public override bool Holds(IReadOnlyDictionary<string, Fact> facts) => Parts.Any(part => part.Holds(facts));
    }

    public sealed record Not(Condition Part) : Condition
    {
        public override bool Holds(IReadOnlyDictionary<string, Fact> facts) => !Part.Holds(facts);
    }

    /// <param name="Fact">The fact's name.</param>
    /// <param name="Operator">How to compare.</param>
    /// <param name="Operands">One value, or the several of <c>in</c> and <c>notIn</c>.</param>
    public sealed record Compare(string Fact, Operator Operator, ImmutableArray<FactValue> Operands) : Condition
    {
        public override bool Holds(IReadOnlyDictionary<string, Fact> facts)
        {
            var known = facts.TryGetValue(Fact, out var fact);
            return Operator == Operator.Exists
                ? known == (Operands is [FactValue.Flag { Value: true }])
                : known && Matches(fact!.Value);
        }

        private bool Matches(FactValue value) => Operator switch
        {
            Operator.Eq => value == Operands[0],
            Operator.In => Operands.Contains(value),
            Operator.NotIn => !Operands.Contains(value),
            Operator.Gte => (value, Operands[0]) is (FactValue.Number left, FactValue.Number right) && left.Value >= right.Value,
            Operator.Lte => (value, Operands[0]) is (FactValue.Number left, FactValue.Number right) && left.Value <= right.Value,
            Operator.Contains => (value, Operands[0]) is (FactValue.List list, FactValue.Text text)
                && list.Values.Contains(text.Value, StringComparer.OrdinalIgnoreCase),
            _ => false,
        };
    }
}

/// <summary>The comparisons that a policy and a guideline may make.</summary>
public enum Operator
{
    Eq,
    In,
    NotIn,
    Gte,
    Lte,
    Exists,
    Contains,
}
