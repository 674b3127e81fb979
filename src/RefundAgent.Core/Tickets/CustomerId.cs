using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Tickets;

/// <summary>Who asks; the only key to the orders and refunds that a case may see.</summary>
[JsonConverter(typeof(IdJsonConverter<CustomerId>))]
public readonly record struct CustomerId(string Value) : IId<CustomerId>
{
    public string Value { get; } = Id.Require(Value);

    public static CustomerId From(string value) => new(value);

    public override string ToString() => Value;
}
