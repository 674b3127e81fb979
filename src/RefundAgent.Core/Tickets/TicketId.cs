using System.Text.Json.Serialization;
using RefundAgent.Identity;

namespace RefundAgent.Tickets;

/// <summary>The helpdesk's id of a conversation.</summary>
[JsonConverter(typeof(IdJsonConverter<TicketId>))]
public readonly record struct TicketId(string Value) : IId<TicketId>
{
    public string Value { get; } = Id.Require(Value);

    public static TicketId From(string value) => new(value);

    public override string ToString() => Value;
}
