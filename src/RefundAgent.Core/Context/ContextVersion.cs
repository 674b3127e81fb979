using System.Globalization;
using System.Text.Json.Serialization;

namespace RefundAgent.Context;

/// <summary>Counts the versions of what a tenant's agent has learned; 0 is the empty one that every tenant starts with.</summary>
[JsonConverter(typeof(ContextVersionJsonConverter))]
public readonly record struct ContextVersion(int Number) : IComparable<ContextVersion>
{
    public static ContextVersion Empty => default;

    public ContextVersion Next => new(Number + 1);

    public static bool operator <(ContextVersion left, ContextVersion right) => left.Number < right.Number;

    public static bool operator >(ContextVersion left, ContextVersion right) => left.Number > right.Number;

    public static bool operator <=(ContextVersion left, ContextVersion right) => left.Number <= right.Number;

    public static bool operator >=(ContextVersion left, ContextVersion right) => left.Number >= right.Number;

    public int CompareTo(ContextVersion other) => Number.CompareTo(other.Number);

    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
