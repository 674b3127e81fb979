using System.Security.Cryptography;
using System.Text;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Chatwoot;

/// <summary>
/// Reads an account's webhooks (chatwoot/chatwoot, app/listeners/webhook_listener.rb): of a message, with its conversation inside, or of a
/// conversation itself. One message of a customer is told up to three times in different words.
/// </summary>
/// <param name="account">Whose conversations are ours.</param>
internal sealed class ChatwootReader(string account) : IDeliveryReader
{
    public bool IsAuthoredByOperator => false;

    public string? Challenge(Func<string, IReadOnlyList<string?>> headers) => null;

    public DeliveryReading Read(HelpdeskDelivery delivery) => DeliveryBody.Read(delivery, root =>
    {
        // A conversation's own events name the account only in its last message.
        var from = root["account"]["id"].Text ?? root["messages"].Each().FirstOrDefault()["account_id"].Text;
        return from is not null && from != account ? new DeliveryReading.NotForUs($"It is of account {from}.", Misdirected: true)
            : root["event"].RequiredText switch
            {
                "message_created" or "message_updated" when root["message_type"].Text is "activity" or "2" => new DeliveryReading.NotForUs("It is one of Chatwoot's own lines."),
                "message_created" => Moved(root["conversation"]["id"], $"message_created/{root["id"].RequiredText}"),

                // Nothing in these tells one change from the next but what they say.
                "message_updated" => Moved(root["conversation"]["id"], $"message_updated/{root["id"].RequiredText}/{Digest(delivery)}"),
                "conversation_created" or "conversation_updated" or "conversation_status_changed" => Moved(root["id"], $"{root["event"].Text}/{root["id"].RequiredText}/{Digest(delivery)}"),
                var other => new DeliveryReading.NotForUs($"'{other}' is nothing that moves a conversation."),
            };
    });

    private static DeliveryReading.Moved Moved(ApiJson conversation, string key) => new(new TicketId(conversation.RequiredText), key);

    private static string Digest(HelpdeskDelivery delivery) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(delivery.Body!)).AsSpan(0, 16));
}
