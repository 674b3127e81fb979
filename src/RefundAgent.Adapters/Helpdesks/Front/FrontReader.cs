using System.Collections.Frozen;
using System.Text.RegularExpressions;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Front;

/// <summary>
/// Reads an application webhook: <c>{"type","authorization":{"id"},"payload":{"id","type","conversation":{"id"}}}</c>, all of it signed
/// (dev.frontapp.com/docs/application-webhooks, dev.frontapp.com/reference/events).
/// </summary>
/// <param name="company">Whose events are meant: one app's secret signs those of every company that installed it.</param>
internal sealed partial class FrontReader(string company) : IDeliveryReader
{
    /// <summary>
    /// The payload's types after which there may be something to do. Tags, assignments, moves and reminders say nothing that a decision
    /// hangs on, and half of them are our own.
    /// </summary>
    private static readonly FrozenSet<string> Telling = FrozenSet.Create(
        StringComparer.Ordinal,
        "inbound", "outbound", "out_reply", "comment", "mention", "archive", "reopen", "restore", "conversations_merged", "ticket_status_update");

    public bool IsAuthoredByOperator => false;

    /// <summary>Only what Front would ask: whatever else is sent under that name would be a text of somebody's choice on our pages.</summary>
    public string? Challenge(Func<string, IReadOnlyList<string?>> headers) =>
        headers("X-Front-Challenge") is [{ } asked] && RandomText().IsMatch(asked) ? asked : null;

    public DeliveryReading Read(HelpdeskDelivery delivery) => DeliveryBody.Read(delivery, Read);

    private DeliveryReading Read(ApiJson body)
    {
        var sender = body["authorization"]["id"].RequiredText;
        if (sender != company)
        {
            return new DeliveryReading.NotForUs($"It is an event of company {sender}.", Misdirected: true);
        }

        if (body["type"].RequiredText == "sync")
        {
            return new DeliveryReading.NotForUs("The webhook was saved in Front.");
        }

        var payload = body["payload"];
        var kind = payload["type"].RequiredText;
        var conversation = payload["conversation"]["id"];
        return !Telling.Contains(kind) ? new DeliveryReading.NotForUs($"Events of type {kind} are not handled.")
            : !FrontId.Is(conversation.RequiredText, "cnv")
                ? new DeliveryReading.Unreadable("payload.conversation.id is no conversation's id (cnv_…).")
            : new DeliveryReading.Moved(new TicketId(conversation.RequiredText), payload["id"].RequiredText);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,200}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RandomText();
}
