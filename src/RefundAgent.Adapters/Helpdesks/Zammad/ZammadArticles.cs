using System.Globalization;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Zammad;

/// <summary>
/// Articles to be written. How a customer is reached depends on how they write: an article reaches them as its type does, and one of type note
/// reaches only those who look into Zammad themselves.
/// </summary>
internal static class ZammadArticles
{
    public static IReadOnlyDictionary<string, object> Note(HelpdeskTicket ticket, string text) =>
        Article(ticket, "note", isInternal: true, "text/html", CommentText.ToHtml(text));

    /// <summary>To the address that Zammad knows the customer by, and to no other that a mail may name.</summary>
    /// <exception cref="HelpdeskException">There is no way to reach them.</exception>
    public static IReadOnlyDictionary<string, object> Reply(HelpdeskTicket ticket, string text) => (ticket.Channel, ticket.Customer.Email) switch
    {
        ("telegram personal-message" or "whatsapp message", _) => Article(ticket, ticket.Channel, isInternal: false, "text/plain", text),
        ("sms" or "twitter status" or "twitter direct-message" or "facebook feed post" or "facebook feed comment", _) =>
            throw Unreachable(ticket, $"the customer writes by {ticket.Channel}, which only people can answer in Zammad"),
        (_, { } address) => new Dictionary<string, object>(Article(ticket, "email", isInternal: false, "text/html", CommentText.ToHtml(text))) { ["to"] = address },
        ("web" or "note", null) => Article(ticket, "note", isInternal: false, "text/html", CommentText.ToHtml(text)),
        _ => throw Unreachable(ticket, "Zammad knows no e-mail address of the customer"),
    };

    public static long NumberOf(TicketId ticket) => long.Parse(ticket.Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static Dictionary<string, object> Article(HelpdeskTicket ticket, string type, bool isInternal, string contentType, string body) => new()
    {
        ["ticket_id"] = NumberOf(ticket.Id),
        ["type"] = type,
        ["sender"] = "Agent",
        ["internal"] = isInternal,
        ["content_type"] = contentType,
        ["body"] = body,
    };

    private static HelpdeskException Unreachable(HelpdeskTicket ticket, string why) =>
        new(HelpdeskFault.Refused, $"Ticket {ticket.Id} cannot be answered from here: {why}.");
}
