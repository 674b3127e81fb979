using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Tickets;

/// <summary>The customer of ours whose data, policy, keys and money are kept apart from everybody else's.</summary>
[JsonConverter(typeof(IdJsonConverter<TenantId>))]
public readonly record struct TenantId(string Value) : IId<TenantId>
{
    public string Value { get; } = Id.Require(Value);

    public static TenantId From(string value) => new(value);

    public override string ToString() => Value;
}
