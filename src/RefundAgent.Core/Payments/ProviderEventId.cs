using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Payments;

/// <summary>The provider's id of one report; a report that is delivered again bears the same.</summary>
[JsonConverter(typeof(IdJsonConverter<ProviderEventId>))]
public readonly record struct ProviderEventId(string Value) : IId<ProviderEventId>
{
    public string Value { get; } = Id.Require(Value);

    public static ProviderEventId From(string value) => new(value);

    public override string ToString() => Value;
}
