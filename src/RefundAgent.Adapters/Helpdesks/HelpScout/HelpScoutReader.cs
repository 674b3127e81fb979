using System.Security.Cryptography;
using System.Text;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.HelpScout;

/// <summary>
/// Reads Help Scout's webhooks (payload V2). The header that names the event is not signed, so that a delivery once seen can be sent again
/// under another name: it only tells what to leave alone, and a rating is known by its own fields.
/// developer.helpscout.com/webhooks, …/webhooks/objects/rating.
/// </summary>
/// <param name="mailboxes">The connected inboxes' ids; all of the company's where there are none.</param>
internal sealed class HelpScoutReader(IReadOnlyCollection<string> mailboxes) : IDeliveryReader
{
    /// <summary>The header's.</summary>
    public const string EventName = "X-HelpScout-Event";

    public bool IsAuthoredByOperator => false;

    public string? EventHeader => EventName;

    public string? Challenge(Func<string, IReadOnlyList<string?>> headers) => null;

    public DeliveryReading Read(HelpdeskDelivery delivery) =>
        delivery.Event == "helpscout.test" ? new DeliveryReading.NotForUs("Help Scout tries the address out.")
        : DeliveryBody.Read(delivery, body => Read(body, delivery));

    private DeliveryReading Read(ApiJson body, HelpdeskDelivery delivery)
    {
        var isRating = body["rating"].Text is not null && body["threadId"].Exists;
        var mailbox = body["mailboxId"].Text ?? body["mailbox"]["id"].Text;
        return !isRating && !IsConversation(delivery.Event, body)
                ? new DeliveryReading.NotForUs($"Events of kind {delivery.Event ?? "unknown"} are not handled.")
            : mailbox is not null && mailboxes.Count > 0 && !mailboxes.Contains(mailbox)
                ? new DeliveryReading.NotForUs($"It is of inbox {mailbox}, which is not connected.", Misdirected: true)
            : isRating ? Rated(body)
            : Moved(body["id"].RequiredText, KeyOf(delivery.Body!), null);
    }

    /// <summary>A deleted conversation comes as its id and nothing else; customers and tags come with an id as well.</summary>
    private static bool IsConversation(string? name, ApiJson body) =>
        name?.StartsWith("convo.", StringComparison.Ordinal) ?? body["mailboxId"].Exists;

    private static DeliveryReading Rated(ApiJson rating)
    {
        var time = rating["modifiedAt"].Exists ? rating["modifiedAt"] : rating["createdAt"];
        var ticket = (rating["conversationId"].Exists ? rating["conversationId"] : rating["ticketId"]).RequiredText;
        return Moved(
            ticket,
            $"rating:{rating["id"].RequiredText}:{time.RequiredText}",
            ScoreOf(rating["rating"].RequiredText) is { } score ? new TicketRating(score, time.RequiredTime) : null);
    }

    /// <summary>By name: numbers differ between Help Scout's own pages. Webhooks say "Bad" where the API says "not_good".</summary>
    private static int? ScoreOf(string name) => name.ToUpperInvariant() switch
    {
        "GREAT" => 5,
        "OKAY" => 3,
        "BAD" or "NOT_GOOD" or "NOT GOOD" => 1,
        _ => null,
    };

    private static DeliveryReading Moved(string id, string key, TicketRating? rating) =>
        id.All(char.IsAsciiDigit) && Id.TryParse<TicketId>(id, out var ticket) ? new DeliveryReading.Moved(ticket, key, rating)
        : new DeliveryReading.Unreadable($"{id[..Math.Min(id.Length, 40)]} is no conversation's id.");

    /// <summary>There is no id of the delivery. Equal bytes tell of an equal state, which is looked at once; all of them are signed.</summary>
    private static string KeyOf(string body) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
}
