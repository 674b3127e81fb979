using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Records;

/// <summary>One request inside a message, by its place in the decision (<c>c1</c>, <c>c2</c>, …).</summary>
[JsonConverter(typeof(IdJsonConverter<ClaimId>))]
public readonly record struct ClaimId(string Value) : IId<ClaimId>
{
    public string Value { get; } = Id.Require(Value);

    public static ClaimId From(string value) => new(value);

    public override string ToString() => Value;
}
