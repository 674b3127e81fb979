using System.Globalization;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Gorgias;

/// <summary>
/// Writes messages of a ticket (developers.gorgias.com/reference/create-ticket-message). Each bears our marker as its <c>external_id</c> too,
/// which Gorgias keeps and does not use.
/// </summary>
internal sealed class GorgiasMessages(HelpdeskHttp http, GorgiasPeople people)
{
    private const int LongestExternalId = 255;

    /// <summary>What a customer writes in and an answer goes out by; whatever else a ticket came by is answered by e-mail.</summary>
    private static readonly string[] Channels =
        ["email", "chat", "sms", "whatsapp", "facebook-messenger", "instagram-direct-message", "twitter-direct-message"];

    public Task<CommentId?> NoteAsync(string ticket, string text, CancellationToken cancellationToken) =>
        AddAsync(ticket, "internal-note", text, new Dictionary<string, object?>(), cancellationToken);

    /// <param name="ticket">Where.</param>
    /// <param name="customer">Whom.</param>
    /// <param name="asked">The customer's newest message, which is answered by the way that it came.</param>
    /// <param name="text">What.</param>
    /// <param name="cancellationToken">Leaves it open whether it was sent.</param>
    public Task<CommentId?> ReplyAsync(string ticket, HelpdeskCustomer customer, ApiJson asked, string text, CancellationToken cancellationToken)
    {
        var isDirect = asked["channel"].Text is { } by && Array.IndexOf(Channels, by) >= 0;
        var channel = isDirect ? asked["channel"].Text! : "email";
        var source = asked["source"];
        var from = source["to"].Each().FirstOrDefault()["address"].Text;
        var to = isDirect ? source["from"]["address"].Text ?? customer.Email : customer.Email;
        if (from is null || to is null)
        {
            var missing = from is null ? "ours to answer from" : "theirs to answer to";
            throw new HelpdeskException(
                HelpdeskFault.Refused, $"The customer's message names no address of {missing}; it has to be answered in Gorgias.");
        }

        return AddAsync(
            ticket,
            channel,
            text,
            new Dictionary<string, object?>
            {
                ["source"] = new
                {
                    type = isDirect ? source["type"].Text ?? channel : "email",
                    from = new { address = from },
                    to = new[] { new { address = to } },
                },
                ["receiver"] = new { id = Number(customer.Id) },
                ["subject"] = asked["subject"].Text,
            },
            cancellationToken);
    }

    private async Task<CommentId?> AddAsync(
        string ticket, string channel, string text, Dictionary<string, object?> more, CancellationToken cancellationToken)
    {
        more["channel"] = channel;
        more["via"] = "api";
        more["from_agent"] = true;
        more["sender"] = new { id = Number(await people.OwnIdAsync(cancellationToken)) };
        more["body_text"] = text;
        more["body_html"] = CommentText.ToHtml(text);
        if (GorgiasMarker.In(text) is { Length: <= LongestExternalId } marker)
        {
            more["external_id"] = marker;
        }

        var answer = GorgiasHelpdesk.Done(await http.AddAsync(HttpMethod.Post, $"tickets/{ticket}/messages", more, cancellationToken));
        return new CommentId(answer.Body["id"].RequiredText);
    }

    private static long Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new HelpdeskException(HelpdeskFault.Garbled, $"'{id}' is no number, as Gorgias' ids are.");
}
