using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks;

/// <summary>
/// Front's Core API and application webhooks, from the API's description (github.com/frontapp/front-api-specs, core-api/core-api.json) and
/// dev.frontapp.com/docs (application-webhooks, pagination, rate-limiting). An accepted message is shown two readings later; a comment at once.
/// </summary>
internal sealed partial class FrontDouble : HelpdeskDouble
{
    public const string Company = "cmp_k30";

    private const int ReadingsUntilShown = 2;
    private const int LargestPage = 100;

    private static readonly string[] CommentFields = ["author_id", "body", "is_pinned"];
    private static readonly string[] MessageFields =
    [
        "to", "cc", "bcc", "sender_name", "subject", "author_id", "channel_id", "body", "text", "quote_body", "options", "signature_id", "should_add_default_signature",
    ];

    private static readonly string[] ConversationFields = ["assignee_id", "inbox_id", "status", "status_id", "tag_ids", "description", "due_at", "custom_fields"];

    private readonly Dictionary<string, int> unseen = [];
    private readonly List<(string Id, string Name)> tags = [("tag_1", "somebody-elses")];

    public override string Kind => "front";

    /// <summary>Where each conversation is; the inbox that it came into is not told.</summary>
    public Dictionary<string, string> Inboxes { get; } = [];

    /// <summary>Somebody deletes it for the whole company.</summary>
    public void DeleteTag(string name) => tags.RemoveAll(tag => tag.Name == name);

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string> { ["Account"] = Company };

    protected override string NewId(DoubleIdOf what)
    {
        var prefix = what switch
        {
            DoubleIdOf.Ticket => "cnv",
            DoubleIdOf.PublicComment => "msg",
            DoubleIdOf.Note => "com",
            DoubleIdOf.Customer => "crd",
            _ => "tea",
        };
        return $"{prefix}_{NewId()}";
    }

    protected override void Map(WebApplication routes)
    {
        routes.Use((context, next) => context.Request.Headers.Authorization == $"Bearer {Token}" ? next(context) : FailAsync(context.Response, 401, "Unauthenticated"));
        routes.MapGet("/me", () => new { id = Company, name = "A company" });
        routes.MapGet("/contacts/{id}", (string id) => FindPerson(id) is { Role: DoubleRole.Customer } person ? Results.Json(ContactOf(person)) : Missing());
        routes.MapGet("/company/tags", (int? limit, string? page_token) => Page(tags, limit, page_token, "company/tags", each => TagOf(each.Id, each.Name)));
        routes.MapPost("/company/tags", async (HttpContext context) => Wrong(await BodyAsync(context), ["name", "description", "highlight", "is_visible_in_conversation_lists"], "name", out var body)
            ?? Results.Json(MakeTag((string)body["name"]!), statusCode: 201));
        routes.MapGet("/conversations", (int? limit, string? page_token) =>
            Page([.. AllTickets().Where(each => each.MergedInto is null).OrderByDescending(each => each.UpdatedAt)], limit, page_token, "conversations", ConversationOf));
        routes.MapGet("/conversations/{id}", (string id, HttpContext context) => Of(id, context, ticket => Results.Json(ConversationOf(ticket))));
        routes.MapGet("/conversations/{id}/messages", (string id, int? limit, string? page_token, HttpContext context) => Of(
            id, context, ticket => Page(Shown(ticket, isFirst: page_token is null), limit, page_token, $"conversations/{id}/messages", each => MessageOf(ticket, each))));
        routes.MapGet("/conversations/{id}/comments", (string id, HttpContext context) => Of(
            id, context, ticket => Results.Json(new { _results = ticket.Comments.ToArray().Where(each => !IsMessage(each)).Reverse().Select(each => CommentOf(ticket, each)) })));
        MapWrites(routes);
    }

    private void MapWrites(WebApplication routes)
    {
        routes.MapPost("/conversations/{id}/comments", (string id, HttpContext context) => OfAsync(id, context, CommentFields, "body", (ticket, body) =>
            AgentWritesAsync(context, id, isPublic: false, (string)body["body"]!, comment => Results.Json(CommentOf(ticket, comment), statusCode: 201).ExecuteAsync(context))));
        routes.MapPost("/conversations/{id}/messages", (string id, HttpContext context) => OfAsync(id, context, MessageFields, "body", async (ticket, body) =>
        {
            await AgentWritesAsync(
                context, id, isPublic: true, (string)body["body"]!, comment => Results.Json(new { status = "accepted", message_uid = $"uid{comment.Id}" }, statusCode: 202).ExecuteAsync(context));
            if ((bool?)body["options"]?["archive"] ?? true)
            {
                ticket.State = DoubleState.Solved;
            }
        }));
        routes.MapPost("/conversations/{id}/tags", (string id, HttpContext context) => OfAsync(id, context, ["tag_ids"], "tag_ids", async (_, body) =>
        {
            var named = body["tag_ids"]!.AsArray().Select(each => tags.Find(tag => tag.Id == (string?)each).Name).ToArray();
            if (named.Contains(null))
            {
                await FailAsync(context.Response, 404, "Not found");
                return;
            }

            await AgentChangesAsync(id, DoubleChangeKind.Tagged, ticket => ticket.Tags = [.. ticket.Tags.Union(named)]);
            context.Response.StatusCode = 204;
        }));
        routes.MapPut("/conversations/{id}/assignee", (string id, HttpContext context) => OfAsync(id, context, ["assignee_id"], "assignee_id", async (_, body) =>
        {
            if (FindPerson((string)body["assignee_id"]!) is not { Role: DoubleRole.Staff } teammate)
            {
                await FailAsync(context.Response, 400, "Bad request");
                return;
            }

            await AgentChangesAsync(id, DoubleChangeKind.Assigned, ticket => ticket.Assignee = teammate.Id);
            context.Response.StatusCode = 204;
        }));
        routes.MapPatch("/conversations/{id}", (string id, HttpContext context) => OfAsync(id, context, ConversationFields, "inbox_id", (_, body) =>
        {
            Inboxes[id] = (string)body["inbox_id"]!;
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        }));
    }

    protected override Task AnswerBusyAsync(HttpResponse response)
    {
        response.Headers["retry-after"] = "1";
        response.Headers["x-ratelimit-limit"] = "50";
        response.Headers["x-ratelimit-remaining"] = "0";
        response.Headers["x-front-tier"] = "2";
        return FailAsync(response, 429, "Too many requests");
    }

    /// <summary>Newest first, without what was accepted and is not there yet.</summary>
    private List<DoubleComment> Shown(DoubleTicket ticket, bool isFirst)
    {
        var shown = new List<DoubleComment>();
        foreach (var message in ticket.Comments.ToArray().Where(IsMessage).Reverse())
        {
            if (message.By.Role == DoubleRole.Agent)
            {
                var readings = unseen.GetValueOrDefault(message.Id);
                unseen[message.Id] = isFirst ? readings + 1 : readings;
                if (readings < ReadingsUntilShown)
                {
                    continue;
                }
            }

            shown.Add(message);
        }

        return shown;
    }

    private object MakeTag(string name)
    {
        tags.Add(($"tag_{NewId()}", name));
        return TagOf(tags[^1].Id, name);
    }
}
