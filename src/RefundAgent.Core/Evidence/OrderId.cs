using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Evidence;

/// <summary>The shop's id of an order, as the shop writes it (for example <c>#W6619432</c>).</summary>
[JsonConverter(typeof(IdJsonConverter<OrderId>))]
public readonly record struct OrderId(string Value) : IId<OrderId>
{
    public string Value { get; } = Id.Require(Value);

    public static OrderId From(string value) => new(value);

    public override string ToString() => Value;
}
