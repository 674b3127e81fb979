using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Tickets;

/// <summary>The helpdesk's id of one message of a ticket; one message is decided once.</summary>
[JsonConverter(typeof(IdJsonConverter<MessageId>))]
public readonly record struct MessageId(string Value) : IId<MessageId>
{
    public string Value { get; } = Id.Require(Value);

    public static MessageId From(string value) => new(value);

    public override string ToString() => Value;
}
