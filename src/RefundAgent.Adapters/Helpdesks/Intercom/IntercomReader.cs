using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Intercom;

/// <summary>
/// Reads Intercom's notifications. One secret signs for every workspace that installed an app, so that a proven delivery may still be of
/// somebody else's customers: the workspace is told by <c>app_id</c>, which is signed.
/// developers.intercom.com/docs/webhooks/webhook-notifications, …/docs/references/2.15/webhooks/webhook-models.
/// </summary>
/// <param name="workspace">Its id, as <c>app_id</c> has it.</param>
internal sealed class IntercomReader(string workspace) : IDeliveryReader
{
    public bool IsAuthoredByOperator => false;

    public string? Challenge(Func<string, IReadOnlyList<string?>> headers) => null;

    public DeliveryReading Read(HelpdeskDelivery delivery) => DeliveryBody.Read(delivery, Read);

    private DeliveryReading Read(ApiJson body)
    {
        var (topic, app) = (body["topic"].RequiredText, body["app_id"].RequiredText);
        var item = body["data"]["item"];
        return app != workspace ? new DeliveryReading.NotForUs($"It is of workspace {app}, and {workspace} is connected.", Misdirected: true)
            : topic == "ping" ? new DeliveryReading.NotForUs("Intercom tries the address out.")
            : !IsOfConversation(topic, item) ? new DeliveryReading.NotForUs($"Notifications of topic {topic} are not handled.")
            : Moved(item["id"].RequiredText, KeyOf(topic, body, item));
    }

    /// <summary>Digits and nothing else: the id becomes part of a path, where Intercom reads other words ("last") as well.</summary>
    private static DeliveryReading Moved(string id, string key) =>
        id.All(char.IsAsciiDigit) && Id.TryParse<TicketId>(id, out var ticket)
            ? new DeliveryReading.Moved(ticket, key)
            : new DeliveryReading.Unreadable("data.item.id is no conversation's id.");

    /// <summary>A deleted conversation comes without its type.</summary>
    private static bool IsOfConversation(string topic, ApiJson item) =>
        topic.Split('.')[0] is "conversation" or "conversation_part" && item["type"].Text is null or "conversation";

    /// <summary>
    /// What somebody wrote is told by one notification or by several, each with an id of its own; its own id is the same in all of them.
    /// </summary>
    private static string KeyOf(string topic, ApiJson body, ApiJson item) =>
        topic.Split('.')[^1] is "replied" or "noted" && IntercomThread.PartsOf(item).LastOrDefault()["id"].Text is { Length: > 0 } part
            ? $"part:{part}"
            : body["id"].RequiredText;
}
