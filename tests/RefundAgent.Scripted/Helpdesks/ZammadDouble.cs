using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks;

/// <summary>
/// Zammad, from docs.zammad.org/en/latest/api (ticket, ticket/articles, ticket/tags, ticket/states, user, intro) and
/// admin-docs.zammad.org/en/latest/manage/webhook/payload.html; what those leave open (articles' preferences, origin_by_id, the history of a
/// merge, errors' form) from zammad/zammad: channel/filter/auto_response_check.rb, ticket/article/adds_metadata_*.rb, ticket.rb, handles_errors.rb.
/// </summary>
internal sealed partial class ZammadDouble : HelpdeskDouble
{
    private const string Nobody = "1";

    private static readonly string[] ArticleFields = ["ticket_id", "type", "sender", "internal", "content_type", "body", "to", "subject"];

    /// <summary>Operators name their states as they like; what a state is says its type.</summary>
    private static readonly (int Id, string Name, string Type)[] States =
        [(1, "new", "new"), (2, "in progress", "open"), (4, "closed", "closed"), (5, "merged", "merged"), (6, "put away", "removed")];

    private readonly ConcurrentDictionary<string, JsonObject> posted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonObject> changed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> channels = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> deactivated = new(StringComparer.Ordinal);

    public override string Kind => "zammad";

    /// <summary>Tickets that came over the public form on somebody's web site, where anybody can give any address.</summary>
    public ConcurrentDictionary<string, bool> FromForm { get; } = new(StringComparer.Ordinal);

    /// <summary>The article as the agent posted it.</summary>
    public JsonObject Posted(DoubleComment comment) => posted[comment.Id];

    /// <summary>What a comment's article has otherwise than its author and way make one expect.</summary>
    public void Change(DoubleComment comment, JsonObject fields) => changed[comment.Id] = fields;

    /// <summary>The customer writes by another way than mail or the web.</summary>
    public void WritesBy(string ticket, string articleType) => channels[ticket] = articleType;

    public void Deactivate(DoublePerson person) => deactivated[person.Id] = true;

    protected override void Map(WebApplication routes)
    {
        var api = routes.MapGroup("/api/v1").AddEndpointFilter(async (call, next) =>
            call.HttpContext.Request.Headers.Authorization == $"Token token={Token}"
                ? await next(call)
                : Results.Json(new { error = "Invalid token", error_human = "Invalid token" }, statusCode: StatusCodes.Status401Unauthorized));
        api.MapGet("/users/me", (bool? expand) => User(Agent, expand == true));
        api.MapGet("/users/{id}", (string id, bool? expand) => FindPerson(id) is { } person ? User(person, expand == true) : Missing("User", id));
        api.MapGet("/ticket_states", (bool? expand) => Json(new JsonArray([.. States.Select(state => State(state, expand == true))])));
        api.MapGet("/tickets/{id}", (string id, bool? expand) => FindTicket(id) is { } ticket ? Json(Show(ticket, expand == true)) : Missing("Ticket", id));
        api.MapPut("/tickets/{id}", AssignAsync);
        api.MapPost("/tickets/search", SearchAsync);
        api.MapGet("/ticket_history/{id}", (string id) => FindTicket(id) is { } ticket ? Json(History(ticket)) : Missing("Ticket", id));
        api.MapGet("/ticket_articles/by_ticket/{id}", (string id) => FindTicket(id) is { } ticket ? Json(Articles(ticket)) : Missing("Ticket", id));
        api.MapPost("/ticket_articles", WriteAsync);
        api.MapGet("/tags", (string @object, string o_id) =>
            @object == "Ticket" && FindTicket(o_id) is { } ticket ? Json(new JsonObject { ["tags"] = new JsonArray([.. ticket.Tags.Select(tag => JsonValue.Create(tag))]) }) : Missing(@object, o_id));
        api.MapPost("/tags/add", TagAsync);
    }

    protected override IEnumerable<DoubleDelivery> EventsOf(DoubleChange change)
    {
        // Triggers run when a ticket is updated or an article added, and not for a tag; there are no ratings.
        if (change.Kind is DoubleChangeKind.Tagged or DoubleChangeKind.Rated)
        {
            yield break;
        }

        var body = new JsonObject
        {
            ["ticket"] = Show(change.Ticket, expand: true),
            ["article"] = change.Comment is { } comment ? Article(change.Ticket, comment) : new JsonObject(),
        }.ToJsonString();
        yield return new DoubleDelivery(body, new Dictionary<string, string>
        {
            ["X-Hub-Signature"] = "sha1=" + Convert.ToHexStringLower(Signature(Encoding.UTF8.GetBytes(body))),
            ["X-Zammad-Trigger"] = "Refund agent",
            ["X-Zammad-Delivery"] = $"00000000-0000-4000-8000-{change.Number:x12}",
        });
    }

    /// <summary>Zammad has no limit of its own; what stands before it has.</summary>
    protected override Task AnswerBusyAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = "1";
        return response.WriteAsync("Too Many Requests");
    }

    /// <summary>As its editor does: a division a line.</summary>
    protected override string InTheirForm(string text) => string.Concat(text.Split('\n').Select(line => $"<div>{(line.Length == 0 ? "<br>" : WebUtility.HtmlEncode(line))}</div>"));

#pragma warning disable CA5350 // It is what Zammad signs with.
    private byte[] Signature(byte[] body) => HMACSHA1.HashData(Encoding.UTF8.GetBytes(Secret), body);
#pragma warning restore CA5350

    private static IResult Json(JsonNode body, int status = StatusCodes.Status200OK) => Results.Text(body.ToJsonString(), "application/json", statusCode: status);

    private static IResult Missing(string model, string id) =>
        Json(new JsonObject { ["error"] = $"Couldn't find {model} with 'id'={id}", ["error_human"] = $"Couldn't find {model} with 'id'={id}" }, StatusCodes.Status404NotFound);

    private static IResult Wrong(string error) => Json(new JsonObject { ["error"] = error, ["error_human"] = error }, StatusCodes.Status422UnprocessableEntity);

    private static async Task<JsonObject> BodyAsync(HttpRequest request) => (await JsonNode.ParseAsync(request.Body))!.AsObject();

    private async Task<IResult> AssignAsync(string id, HttpRequest request)
    {
        var body = await BodyAsync(request);
        if (FindTicket(id) is not { } ticket)
        {
            return Missing("Ticket", id);
        }

        if (body.Select(field => field.Key).Except(["owner_id", "group_id"]).FirstOrDefault() is { } unknown)
        {
            return Wrong($"unknown attribute '{unknown}' for Ticket.");
        }

        await AgentChangesAsync(id, DoubleChangeKind.Assigned, changing => changing.Assignee = body["group_id"] is { } group ? $"team:{group}" : body["owner_id"]!.ToString());
        return Json(Show(ticket, expand: false));
    }

    private async Task<IResult> TagAsync(HttpRequest request)
    {
        var body = await BodyAsync(request);
        var (id, tag) = (body["o_id"]!.ToString(), body["item"]!.GetValue<string>());
        if (body["object"]?.GetValue<string>() != "Ticket" || FindTicket(id) is null)
        {
            return Missing("Ticket", id);
        }

        await AgentChangesAsync(id, DoubleChangeKind.Tagged, changing => changing.Tags = [.. changing.Tags.Union([tag])]);
        return Json(JsonValue.Create(true), StatusCodes.Status201Created);
    }

    private async Task<IResult> SearchAsync(HttpRequest request, int page, int per_page)
    {
        var condition = (await BodyAsync(request))["condition"]?["ticket.updated_at"];
        if (condition?["operator"]?.GetValue<string>() != "after (absolute)" || request.Query["sort_by"] != "updated_at" || request.Query["order_by"] != "desc" || request.Query["expand"] != "true")
        {
            return Wrong("Invalid condition or order");
        }

        var after = DateTimeOffset.Parse(condition["value"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        var found = AllTickets().Where(ticket => ticket.UpdatedAt > after).OrderByDescending(ticket => ticket.UpdatedAt);
        return Json(new JsonArray([.. found.Skip((page - 1) * per_page).Take(Math.Min(per_page, 200)).Select(ticket => Show(ticket, expand: true))]));
    }

    private async Task WriteAsync(HttpContext context)
    {
        var body = await BodyAsync(context.Request);
        var id = body["ticket_id"]?.ToString() ?? "";
        var refusal = FindTicket(id) is null ? Missing("Ticket", id)
            : body.Select(field => field.Key).Except(ArticleFields).FirstOrDefault() is { } unknown ? Wrong($"unknown attribute '{unknown}' for Ticket::Article.")
            : body["body"] is null ? Wrong("Need at least an 'article body' field.")
            : body["type"]?.GetValue<string>() == "email" && body["to"] is null ? Wrong("Missing required parameter 'to'.")
            : null;
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        await AgentWritesAsync(context, id, body["internal"]?.GetValue<bool>() != true, body["body"]!.GetValue<string>(), comment =>
        {
            posted[comment.Id] = body;
            return Json(Article(FindTicket(id)!, comment), StatusCodes.Status201Created).ExecuteAsync(context);
        });
    }
}
