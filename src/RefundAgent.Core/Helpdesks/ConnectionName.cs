using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Helpdesks;

/// <summary>The operator's name for one helpdesk that is connected, unique over all tenants: the last part of its webhook's path.</summary>
[JsonConverter(typeof(IdJsonConverter<ConnectionName>))]
public readonly record struct ConnectionName(string Value) : IId<ConnectionName>
{
    public string Value { get; } = Id.Require(Value);

    public static ConnectionName From(string value) => new(value);

    public override string ToString() => Value;
}
