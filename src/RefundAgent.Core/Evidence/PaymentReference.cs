using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Evidence;

/// <summary>The payment provider's id of the charge that a refund goes back to.</summary>
[JsonConverter(typeof(IdJsonConverter<PaymentReference>))]
public readonly record struct PaymentReference(string Value) : IId<PaymentReference>
{
    public string Value { get; } = Id.Require(Value);

    public static PaymentReference From(string value) => new(value);

    public override string ToString() => Value;
}
