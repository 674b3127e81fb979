using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Feedback;

/// <summary>Who spoke: the name that the authenticated connection is bound to, never a name out of a body.</summary>
[JsonConverter(typeof(IdJsonConverter<PrincipalId>))]
public readonly record struct PrincipalId(string Value) : IId<PrincipalId>
{
    public string Value { get; } = Id.Require(Value);

    public static PrincipalId From(string value) => new(value);

    public override string ToString() => Value;
}
