using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Context;

/// <summary>The content hash of a learned item: same scope, conditions and effect, same id.</summary>
[JsonConverter(typeof(IdJsonConverter<LearnedItemId>))]
public readonly record struct LearnedItemId(string Value) : IId<LearnedItemId>
{
    public string Value { get; } = Id.Require(Value);

    public static LearnedItemId From(string value) => new(value);

    public override string ToString() => Value;
}
