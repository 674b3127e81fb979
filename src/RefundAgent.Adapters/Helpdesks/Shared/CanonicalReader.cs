using System.Collections.Frozen;
using System.Globalization;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>
/// Reads our own event, for helpdesks whose bodies the operator writes:
/// <c>{"type":"ticket.commentAdded","timestamp"?,"data":{"ticketId","commentId"?,"status"?}}</c>, or without <c>data</c> and everything in one
/// object, where a helpdesk's form cannot nest. It holds ids and no words, since no vendor says how a customer's quotes are escaped in
/// a template. Nothing in it counts but which ticket moved: a rating too is read back through the API.
/// </summary>
internal sealed class CanonicalReader : IDeliveryReader
{
    private const int LongestValue = 200;

    private static readonly FrozenSet<string> Types = FrozenSet.Create(
        StringComparer.Ordinal, "ticket.created", "ticket.commentAdded", "ticket.statusChanged", "csat.received", "refund.overridden");

    public bool IsAuthoredByOperator => true;

    public string? Challenge(Func<string, IReadOnlyList<string?>> headers) => null;

    public DeliveryReading Read(HelpdeskDelivery delivery) => DeliveryBody.Read(delivery, body => Read(body, delivery.ReceivedAt));

    /// <param name="body">The object.</param>
    /// <param name="receivedAt">What tells this event from another of the same type where the body has neither time nor comment.</param>
    public static DeliveryReading Read(ApiJson body, DateTimeOffset receivedAt)
    {
        if (ValueOf(body, "type") is not { } type)
        {
            return new DeliveryReading.Unreadable("type is missing.");
        }

        if (!Types.Contains(type))
        {
            return new DeliveryReading.NotForUs($"Events of type {type} are not handled.");
        }

        var data = body["data"].Exists ? body["data"] : body;
        string?[] values = [ValueOf(data, "ticketId"), ValueOf(data, "commentId"), ValueOf(body, "timestamp"), ValueOf(data, "status")];
        return Array.Find(values, value => value is { Length: > LongestValue } || value?.Contains("{{", StringComparison.Ordinal) is true) is { } odd
                ? new DeliveryReading.Unreadable($"{odd[..Math.Min(odd.Length, 40)]} is no value: was a placeholder not filled in?")
            : !Id.TryParse<TicketId>(values[0], out var ticket) ? new DeliveryReading.Unreadable("data.ticketId is missing.")
            : new DeliveryReading.Moved(ticket, KeyOf(type, values, receivedAt));
    }

    /// <summary>An event without a comment's id or a time may be any of many: each delivery of it counts as one.</summary>
    private static string KeyOf(string type, string?[] values, DateTimeOffset receivedAt)
    {
        var when = (values[1] ?? values[2]) is null ? receivedAt.UtcTicks.ToString(CultureInfo.InvariantCulture) : null;
        return string.Join(':', values.Prepend(type).Append(when).Select(value => Uri.EscapeDataString(value ?? "")));
    }

    private static string? ValueOf(ApiJson json, string name) => json[name].Text?.Trim() is { Length: > 0 } value ? value : null;
}
