using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Policies;

/// <summary>The content hash of a policy document, so that a record names exactly the rules it was decided under.</summary>
[JsonConverter(typeof(IdJsonConverter<PolicyVersion>))]
public readonly record struct PolicyVersion(string Value) : IId<PolicyVersion>
{
    public string Value { get; } = Id.Require(Value);

    public static PolicyVersion From(string value) => new(value);

    public override string ToString() => Value;
}
