using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RefundAgent.Evidence;

/// <summary>What is known about one thing; a closed set, so that conditions and the learner can treat every case.</summary>
[JsonConverter(typeof(FactValueJsonConverter))]
public abstract record FactValue
{
    private FactValue()
    {
    }

    /// <summary>Compared without regard to case, as people write it.</summary>
    public sealed record Text(string Value) : FactValue
    {
        public bool Equals(Text? other) => other is not null && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

        public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Value);

        public override string ToString() => Value;
    }

    public sealed record Number(decimal Value) : FactValue
    {
        public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public sealed record Flag(bool Value) : FactValue
    {
        public override string ToString() => Value ? "yes" : "no";
    }

    /// <summary>Several texts whose order and repetition carry no meaning of their own.</summary>
    public sealed record List(ImmutableArray<string> Values) : FactValue
    {
        public bool Equals(List? other) => other is not null && Values.SequenceEqual(other.Values, StringComparer.OrdinalIgnoreCase);

        public override int GetHashCode() => Values.Aggregate(Values.Length, (hash, value) =>
            HashCode.Combine(hash, StringComparer.OrdinalIgnoreCase.GetHashCode(value)));

        public override string ToString() => string.Join(", ", Values);
    }

    public static FactValue Of(string value) => new Text(value);

    public static FactValue Of(decimal value) => new Number(value);

    public static FactValue Of(bool value) => new Flag(value);

    public static FactValue Of(IEnumerable<string> values) => new List([.. values]);
}
