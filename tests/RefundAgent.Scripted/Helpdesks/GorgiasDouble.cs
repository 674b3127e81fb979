using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks;

/// <summary>
/// Gorgias' REST API and HTTP integrations, from developers.gorgias.com/reference (the-ticket-object, the-ticketmessage-object,
/// create-ticket-message, the-user-object, the-satisfactionsurvey-object, limitations, integrations). It signs nothing, and it sends what the
/// operator was told to paste.
/// </summary>
internal sealed partial class GorgiasDouble : HelpdeskDouble
{
    private const int LargestPage = 100;

    private static readonly string[] MessageFields =
    [
        "actions", "attachments", "body_html", "body_text", "channel", "created_datetime", "deleted_datetime", "external_id", "failed_datetime", "from_agent", "headers",
        "integration_id", "last_sending_error", "macros", "mention_ids", "message_id", "receiver", "rule_id", "sender", "sent_datetime", "source", "stripped_html",
        "stripped_text", "subject", "via",
    ];

    private static readonly string[] TicketFields =
    [
        "assignee_team", "assignee_user", "channel", "closed_datetime", "custom_fields", "customer", "external_id", "from_agent", "is_unread", "language", "meta", "priority",
        "snooze_datetime", "spam", "status", "subject", "tags", "trashed_datetime", "updated_datetime", "via",
    ];

    /// <summary>What the agent sent, by ticket and text; kept beside the text for what only Gorgias has.</summary>
    private readonly Dictionary<(string Ticket, string Text), JsonObject> sent = [];

    public override string Kind => "gorgias";

    /// <summary>Messages as they were sent, oldest first.</summary>
    public IReadOnlyList<JsonObject> Sent => [.. sent.Values];

    public HashSet<string> Trashed { get; } = [];

    public HashSet<string> Spam { get; } = [];

    /// <summary>Of users; an agent where none is set.</summary>
    public Dictionary<string, string> Roles { get; } = [];

    /// <summary>Messages that a person of the team deleted.</summary>
    public HashSet<string> Deleted { get; } = [];

    /// <summary>What is shown of a message in place of the text that was sent.</summary>
    public Dictionary<string, string> Shown { get; } = [];

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string> { ["Account"] = "double", ["User"] = Agent.Email };

    protected override void Map(WebApplication routes)
    {
        routes.Use((context, next) => context.Request.Headers.Authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Agent.Email}:{Token}"))}"
            ? next(context)
            : FailAsync(context.Response, 401, "Unauthorized."));
        routes.MapGet("/api/users", (string? email) => AllPeople().Where(each => each.Role != DoubleRole.Customer && (email is null || each.Email == email)).Select(UserOf).ToArray());
        routes.MapGet("/api/users/{id}", (string id) => FindPerson(id) is { Role: not DoubleRole.Customer } user ? Results.Json(UserOf(user)) : Missing());
        routes.MapGet("/api/tickets", (int? limit, string? cursor, string? order_by) => order_by == "updated_datetime:desc"
            ? Page(AllTickets().OrderByDescending(each => each.UpdatedAt).Where(each => !Trashed.Contains(each.Id)), limit, cursor, "tickets", TicketOf)
            : Fault(400, "order_by"));
        routes.MapGet("/api/tickets/{id}", (string id) => FindTicket(id) is { } ticket ? Results.Json(TicketOf(ticket)) : Missing());
        routes.MapGet("/api/messages", (string? ticket_id, int? limit, string? cursor, string? order_by) => order_by != "created_datetime:desc" ? Fault(400, "order_by")
            : FindTicket(ticket_id ?? "") is { } ticket ? Page(ticket.Comments.ToArray().Reverse(), limit, cursor, "messages", each => MessageOf(ticket, each))
            : Missing());
        routes.MapPost("/api/tickets/{id}/messages", (string id, HttpContext context) => OfAsync(id, context, MessageFields, SendAsync));
        routes.MapPost("/api/tickets/{id}/tags", (string id, HttpContext context) => OfAsync(id, context, ["ids", "names"], async (_, body, _) =>
        {
            var names = body["names"]!.AsArray().Select(each => (string)each!).ToArray();
            await AgentChangesAsync(id, DoubleChangeKind.Tagged, ticket => ticket.Tags = [.. ticket.Tags.Union(names)]);
            context.Response.StatusCode = 201;
        }));
        routes.MapPut("/api/tickets/{id}", (string id, HttpContext context) => OfAsync(id, context, TicketFields, async (ticket, body, _) =>
        {
            var user = body["assignee_user"]?["id"]?.ToJsonString();
            if (user is not null && FindPerson(user) is not { Role: DoubleRole.Staff })
            {
                await FailAsync(context.Response, 400, "assignee_user");
                return;
            }

            await AgentChangesAsync(id, DoubleChangeKind.Assigned, each => each.Assignee = user ?? $"team:{body["assignee_team"]!["id"]!.ToJsonString()}");
            await Results.Json(TicketOf(ticket), statusCode: 202).ExecuteAsync(context);
        }));
    }

    protected override Task AnswerBusyAsync(HttpResponse response)
    {
        response.Headers["Retry-After"] = "1";
        response.Headers["X-Gorgias-Account-Api-Call-Limit"] = "40/40";
        return FailAsync(response, 429, "Too many requests.");
    }

    private Task SendAsync(DoubleTicket ticket, JsonObject body, HttpContext context)
    {
        var isNote = (string?)body["channel"] == "internal-note";
        var wrong = (bool?)body["from_agent"] != true || (string?)body["via"] != "api" ? "from_agent"
            : body["sender"]?["id"]?.ToJsonString() != Agent.Id ? "sender"
            : !isNote && ((string?)body["source"]?["from"]?["address"] is null || (string?)body["source"]?["to"]?[0]?["address"] is null) ? "source"
            : ((string?)body["external_id"])?.Length > 255 ? "external_id"
            : null;
        if (wrong is not null)
        {
            return FailAsync(context.Response, 400, wrong);
        }

        var text = (string)body["body_text"]!;
        sent[(ticket.Id, text)] = body;
        return AgentWritesAsync(context, ticket.Id, !isNote, text, comment => Results.Json(MessageOf(ticket, comment), statusCode: 201).ExecuteAsync(context));
    }

    private async Task OfAsync(string id, HttpContext context, string[] known, Func<DoubleTicket, JsonObject, HttpContext, Task> then)
    {
        var body = await context.Request.ReadFromJsonAsync<JsonObject>() ?? [];
        if (FindTicket(id) is not { } ticket)
        {
            await Missing().ExecuteAsync(context);
        }
        else if (body.Select(each => each.Key).Except(known).FirstOrDefault() is { } unknown)
        {
            await FailAsync(context.Response, 400, unknown);
        }
        else
        {
            await then(ticket, body, context);
        }
    }

    private static IResult Page<T>(IEnumerable<T> all, int? limit, string? cursor, string path, Func<T, object> shape)
    {
        var (rest, from, size) = (all.ToArray(), cursor is null ? 0 : int.Parse(cursor.Split('=')[1], CultureInfo.InvariantCulture), Math.Min(limit ?? 30, LargestPage));
        var next = from + size < rest.Length ? $"next={from + size}" : null;
        return Results.Json(new { @object = "list", uri = $"/api/{path}", data = rest.Skip(from).Take(size).Select(shape).ToArray(), meta = new { next_cursor = next, prev_cursor = (string?)null } });
    }

    private static IResult Missing() => Fault(404, "Not found.");

    private static IResult Fault(int status, string message) => Results.Json(new { error = new { msg = message } }, statusCode: status);

    private static Task FailAsync(HttpResponse response, int status, string message) => Fault(status, message).ExecuteAsync(response.HttpContext);
}
