using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks.Freshdesk;

/// <summary>
/// Freshdesk's API as developers.freshdesk.com/api documents it (Tickets, Conversations, Contacts, Agents, Satisfaction Ratings, rate
/// limits, errors), and the webhooks of the automation rules on our page, which carry a secret and no signature.
/// </summary>
internal sealed class FreshdeskDouble : HelpdeskDouble
{
    private static readonly string[] NoteFields = ["body", "private", "incoming", "notify_emails", "user_id"];
    private static readonly string[] ReplyFields = ["body", "from_email", "user_id", "cc_emails", "bcc_emails"];
    private static readonly string[] UpdateFields = ["tags", "responder_id", "group_id", "status", "priority"];

    public override string Kind => "freshdesk";

    public override string Secret => "freshdesk-secret-0123456789abcdef";

    /// <summary>Where the account's plan has surveys.</summary>
    public bool HasSurveys { get; set; } = true;

    /// <summary>Agents, by id, who may no longer sign in.</summary>
    public HashSet<string> Inactive { get; } = [];

    /// <summary>Tickets in the trash.</summary>
    public HashSet<string> Deleted { get; } = [];

    /// <summary>A conversation's source, by its id, instead of what its way in would say.</summary>
    public Dictionary<string, int> Source { get; } = [];

    /// <summary>The shop's own id of a customer, by Freshdesk's, where it told Freshdesk.</summary>
    public Dictionary<string, string> ShopIds { get; } = [];

    /// <summary>A ticket's source, by its id.</summary>
    public Dictionary<string, int> TicketSource { get; } = [];

    protected override void Map(WebApplication routes)
    {
        routes.Use(CheckAsync);
        routes.MapGet("/api/v2/agents/me", () => Results.Json(FreshdeskJson.Agent(Agent, isActive: true)));
        routes.MapGet("/api/v2/agents/{id}", (string id) => FindPerson(id) is { Role: not DoubleRole.Customer } agent
            ? Results.Json(FreshdeskJson.Agent(agent, !Inactive.Contains(id))) : Results.NotFound());
        routes.MapGet("/api/v2/contacts/{id}", (string id) => FindPerson(id) is { Role: DoubleRole.Customer } contact
            ? Results.Json(FreshdeskJson.Contact(contact, ShopIds.GetValueOrDefault(id))) : Results.NotFound());
        routes.MapGet("/api/v2/tickets", List);
        routes.MapGet("/api/v2/tickets/{id}", (string id) => FindTicket(id) is { } ticket ? Results.Json(Of(ticket)) : Results.NotFound());
        routes.MapPut("/api/v2/tickets/{id}", UpdateAsync);
        routes.MapGet("/api/v2/tickets/{id}/conversations", (HttpRequest request, string id) => FindTicket(id) is { } ticket
            ? Results.Json(FreshdeskJson.Page(request, ticket.Comments.Skip(1).Select(comment => FreshdeskJson.Conversation(comment, Source)).ToArray())) : Results.NotFound());
        routes.MapPost("/api/v2/tickets/{id}/notes", (HttpContext context, string id) => WriteAsync(context, id, NoteFields, isReply: false));
        routes.MapPost("/api/v2/tickets/{id}/reply", (HttpContext context, string id) => WriteAsync(context, id, ReplyFields, isReply: true));
        routes.MapGet("/api/v2/tickets/{id}/satisfaction_ratings", (string id) => !HasSurveys
            ? Results.Json(new { code = "require_feature", message = "The Surveys feature is not supported in your plan." }, statusCode: 403)
            : Results.Json(FreshdeskJson.Ratings(Ticket(id))));
    }

    /// <summary>By the rules on our page; none of them is about tags or assignment.</summary>
    protected override IEnumerable<DoubleDelivery> EventsOf(DoubleChange change)
    {
        var type = change.Kind switch
        {
            DoubleChangeKind.Opened => "ticket.created",
            DoubleChangeKind.Commented => "ticket.commentAdded",
            DoubleChangeKind.StateChanged => "ticket.statusChanged",
            DoubleChangeKind.Rated => "csat.received",
            _ => null,
        };
        if (type is not null)
        {
            yield return new DoubleDelivery(
                JsonSerializer.Serialize(new { type, data = new { ticketId = change.Ticket.Id } }),
                new Dictionary<string, string> { ["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Secret}:X")) });
        }
    }

    protected override Task AnswerBusyAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = "1";
        return response.WriteAsJsonAsync(new { message = "You have exceeded the limit of requests per minute" });
    }

    /// <summary>As its editor does.</summary>
    protected override string InTheirForm(string text) =>
        $"<div style=\"font-family:sans-serif\"><div>{WebUtility.HtmlEncode(text).Replace("\n", "</div><div>", StringComparison.Ordinal)}</div></div>";

    private object Of(DoubleTicket ticket) => FreshdeskJson.Ticket(ticket, TicketSource.GetValueOrDefault(ticket.Id, ticket.ByMail ? 1 : 2), Deleted.Contains(ticket.Id));

    private async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Authorization.ToString() != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Token}:X")))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsJsonAsync(new { code = "invalid_credentials", message = "You have to be logged in to perform this action." });
            return;
        }

        await next(context);
    }

    private IResult List(HttpRequest request)
    {
        var since = DateTimeOffset.Parse(request.Query["updated_since"].ToString(), CultureInfo.InvariantCulture);
        return request.Query["order_type"] != "desc" || request.Query["order_by"] != "updated_at"
            ? throw new InvalidOperationException("The double lists the newest change first only.")
            : Results.Json(FreshdeskJson.Page(request, AllTickets().Where(ticket => ticket.UpdatedAt >= since).OrderByDescending(ticket => ticket.UpdatedAt).Select(Of).ToArray()));
    }

    private async Task UpdateAsync(HttpContext context, string id)
    {
        var update = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        if (FindTicket(id) is null || update.Any(field => !UpdateFields.Contains(field.Key)))
        {
            await FreshdeskJson.RefuseAsync(context, FindTicket(id) is null, update);
            return;
        }

        await AgentChangesAsync(id, update.ContainsKey("tags") ? DoubleChangeKind.Tagged : DoubleChangeKind.Assigned, ticket =>
        {
            ticket.Tags = update["tags"] is JsonArray tags ? [.. tags.Select(tag => (string)tag!)] : ticket.Tags;
            ticket.Assignee = update["responder_id"] is { } agent ? agent.ToString() : update["group_id"] is { } group ? $"team:{group}" : ticket.Assignee;
        });
        await context.Response.WriteAsJsonAsync(Of(Ticket(id)));
    }

    private async Task WriteAsync(HttpContext context, string id, string[] fields, bool isReply)
    {
        var note = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        if (FindTicket(id) is null || note["body"] is not { } body || note.Any(field => !fields.Contains(field.Key)))
        {
            await FreshdeskJson.RefuseAsync(context, FindTicket(id) is null, note);
            return;
        }

        await AgentWritesAsync(context, id, isReply || note["private"]?.GetValue<bool>() == false, (string)body!, made =>
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            return context.Response.WriteAsJsonAsync(FreshdeskJson.Conversation(made, Source));
        });
    }
}
