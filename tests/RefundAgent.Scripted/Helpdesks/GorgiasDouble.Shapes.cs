using System.Globalization;
using System.Net;
using System.Text.Json;

namespace RefundAgent.Scripted.Helpdesks;

internal sealed partial class GorgiasDouble
{
    /// <summary>The address at which the shop is written to.</summary>
    public const string ShopAddress = "help@shop.example";

    /// <summary>The two integrations of the instructions: messages in an object of their own, changes of a ticket in one flat object.</summary>
    protected override IEnumerable<DoubleDelivery> EventsOf(DoubleChange change)
    {
        var (ticket, updated) = (change.Ticket, Time(change.Ticket.UpdatedAt));
        if (change.Comment is { } comment)
        {
            yield return Told(new { type = "ticket.commentAdded", timestamp = updated, data = new { ticketId = ticket.Id, commentId = comment.Id } });
        }

        // Any field of a ticket that changes sets this off, and which one is not told.
        if (change.Kind is not (DoubleChangeKind.Opened or DoubleChangeKind.Commented))
        {
            yield return Told(new { type = "ticket.statusChanged", timestamp = Time(change.At), ticketId = ticket.Id, status = StatusOf(ticket) });
        }
    }

    private DoubleDelivery Told(object body) => new(JsonSerializer.Serialize(body), new Dictionary<string, string> { ["X-Webhook-Secret"] = Secret });

    private object TicketOf(DoubleTicket ticket) => new
    {
        id = Number(ticket.Id),
        uri = $"/api/tickets/{ticket.Id}/",
        external_id = (string?)null,
        status = StatusOf(ticket),
        channel = ChannelOf(ticket),
        via = ChannelOf(ticket),
        from_agent = false,
        spam = Spam.Contains(ticket.Id),
        language = "en",
        subject = ticket.Subject,
        customer = new { id = Number(ticket.Customer.Id), email = ticket.Customer.Email, name = ticket.Customer.Name, external_id = (string?)null },
        assignee_user = ticket.Assignee is { } user && !user.Contains(':', StringComparison.Ordinal) ? new { id = Number(user) } : null,
        assignee_team = ticket.Assignee is { } team && team.Split(':') is [_, var id] ? new { id = Number(id) } : null,
        tags = ticket.Tags.Select((name, index) => new { id = index + 1, name }),
        satisfaction_survey = ticket.Rating is { } score ? new { score, created_datetime = Time(ticket.RatedAt!.Value), scored_datetime = Time(ticket.RatedAt!.Value) } : null,
        created_datetime = Time(ticket.Comments[0].At),
        updated_datetime = Time(ticket.UpdatedAt),
        trashed_datetime = Trashed.Contains(ticket.Id) ? Time(ticket.UpdatedAt) : null,
    };

    private object MessageOf(DoubleTicket ticket, DoubleComment message)
    {
        var isCustomers = message.By.Role == DoubleRole.Customer;
        var channel = message.Public ? ChannelOf(ticket) : "internal-note";
        var (shop, customer) = (new { name = "Shop", address = ShopAddress }, new { name = ticket.Customer.Name, address = ticket.ByMail ? ticket.Customer.Email : $"chat-{ticket.Customer.Id}" });
        var text = Shown.GetValueOrDefault(message.Id, message.Text);
        return new
        {
            id = Number(message.Id),
            ticket_id = Number(ticket.Id),
            channel,
            via = message switch { { Via: DoubleVia.Api } => "api", { Via: DoubleVia.Mail } => "email", _ => isCustomers ? channel : "helpdesk" },
            @public = message.Public,
            from_agent = !isCustomers,
            sender = new { id = Number(message.By.Id), email = message.By.Email },
            source = message.Public ? new { type = channel, from = isCustomers ? customer : shop, to = new[] { isCustomers ? shop : customer } } : null,
            subject = ticket.Subject,
            body_text = text,
            body_html = WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal),
            stripped_text = isCustomers ? text : null,
            external_id = message.By.Role == DoubleRole.Agent && sent.TryGetValue((ticket.Id, message.Text), out var body) ? (string?)body["external_id"] : null,
            integration_id = (int?)null,
            rule_id = (int?)null,
            created_datetime = Time(message.At),
            sent_datetime = Time(message.At),
            deleted_datetime = Deleted.Contains(message.Id) ? Time(message.At) : null,
        };
    }

    private object UserOf(DoublePerson user) => new
    {
        id = Number(user.Id),
        active = true,
        email = user.Email,
        name = user.Name,
        role = new { name = Roles.GetValueOrDefault(user.Id, "agent") },
    };

    private static string StatusOf(DoubleTicket ticket) => ticket.State == DoubleState.Open ? "open" : "closed";

    private static string ChannelOf(DoubleTicket ticket) => ticket.ByMail ? "email" : "chat";

    /// <summary>UTC, and without saying so.</summary>
    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
