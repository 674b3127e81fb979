using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Evidence;

/// <summary>The shop's id of a sold article; one order can hold several units of it.</summary>
[JsonConverter(typeof(IdJsonConverter<ItemId>))]
public readonly record struct ItemId(string Value) : IId<ItemId>
{
    public string Value { get; } = Id.Require(Value);

    public static ItemId From(string value) => new(value);

    public override string ToString() => Value;
}
