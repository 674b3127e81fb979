using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks.Zendesk;

/// <summary>
/// Zendesk's API as developer.zendesk.com/api-reference/ticketing documents it (Tickets, Ticket Comments, Ticket Tags, Users, Satisfaction
/// Ratings, cursor pagination, rate limits). Stricter than Zendesk in one thing: it refuses fields that it does not know.
/// </summary>
internal sealed class ZendeskDouble : HelpdeskDouble
{
    private static readonly string[] UpdateFields = ["comment", "safe_update", "updated_stamp", "assignee_id", "group_id"];
    private static readonly string[] CommentFields = ["html_body", "body", "public"];

    public override string Kind => "zendesk";

    public override string Secret => "zendesk-events-secret-0123456789";

    /// <summary>Agents, by id, who may no longer sign in.</summary>
    public HashSet<string> Suspended { get; } = [];

    /// <summary>Flags of comments, by their id.</summary>
    public Dictionary<string, int[]> Flags { get; } = [];

    /// <summary>Where a comment says that it comes from, by its id, instead of what its way in would say.</summary>
    public Dictionary<string, object> Via { get; } = [];

    /// <summary>Tickets that were deleted and are not purged yet.</summary>
    public HashSet<string> Deleted { get; } = [];

    /// <summary>The token is an administrator's.</summary>
    public bool IsAdmin { get; set; } = true;

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string>
    {
        ["User"] = Agent.Email,
        ["Account"] = ZendeskEvents.Account.ToString(CultureInfo.InvariantCulture),
        ["Secret"] = $"{Secret}, {ZendeskEvents.TriggerSecret}",
    };

    protected override void Map(WebApplication routes)
    {
        routes.Use(CheckAsync);
        routes.MapGet("/api/v2/users/me.json", () => Results.Json(new { user = ZendeskJson.User(Agent, Suspended) }));
        routes.MapGet("/api/v2/users/show_many.json", (string ids) => Results.Json(new
        {
            users = ids.Split(',').Select(FindPerson).OfType<DoublePerson>().Select(person => ZendeskJson.User(person, Suspended)),
        }));
        routes.MapGet("/api/v2/tickets.json", ListAsync);
        routes.MapGet("/api/v2/tickets/{id}.json", (string id) => FindTicket(id) is { } ticket ? Results.Json(new { ticket = ZendeskJson.Ticket(ticket, Deleted) }) : ZendeskJson.NotFound());
        routes.MapGet("/api/v2/tickets/{id}/comments.json", CommentsOf);
        routes.MapPut("/api/v2/tickets/{id}.json", UpdateAsync);
        routes.MapPut("/api/v2/tickets/{id}/tags.json", AddTagsAsync);
        routes.MapGet("/api/v2/satisfaction_ratings/{id}.json", (string id) => IsAdmin ? Results.Json(new { satisfaction_rating = ZendeskJson.Rating(FindTicket(id)!) })
            : Results.Json(new { error = "Forbidden", description = "You do not have access to this page." }, statusCode: 403));
    }

    protected override IEnumerable<DoubleDelivery> EventsOf(DoubleChange change) => ZendeskEvents.Of(change, Secret);

    protected override Task AnswerBusyAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = "1";
        return response.WriteAsJsonAsync(new { error = "APIRateLimitExceeded", description = "Number of allowed API requests per minute exceeded" });
    }

    /// <summary>As its editor does: lines in a division of their own class.</summary>
    protected override string InTheirForm(string text) =>
        $"<div class=\"zd-comment\" dir=\"auto\"><p dir=\"auto\">{WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal)}</p></div>";

    private async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Agent.Email}/token:{Token}"));
        if (context.Request.Headers.Authorization.ToString() != $"Basic {expected}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsJsonAsync(new { error = "Couldn't authenticate you" });
            return;
        }

        await next(context);
    }

    private IResult ListAsync(HttpRequest request)
    {
        var newestFirst = AllTickets().OrderByDescending(ticket => ticket.UpdatedAt).ToArray();
        return Results.Json(ZendeskJson.Page(request, newestFirst, page => ("tickets", page.Select(ticket => ZendeskJson.Ticket(ticket, Deleted)))));
    }

    private IResult CommentsOf(HttpRequest request, string id)
    {
        if (FindTicket(id) is not { } ticket)
        {
            return ZendeskJson.NotFound();
        }

        var newestFirst = ticket.Comments.AsEnumerable().Reverse().ToArray();
        return Results.Json(ZendeskJson.Page(request, newestFirst, page => ("comments", page.Select(comment => ZendeskJson.Comment(comment, Flags, Via)))));
    }

    private async Task UpdateAsync(HttpContext context, string id)
    {
        var update = (await JsonNode.ParseAsync(context.Request.Body))!["ticket"]!.AsObject();
        var comment = update["comment"]?.AsObject();
        var odd = update.Select(field => field.Key).Except(UpdateFields).Concat((comment ?? []).Select(field => field.Key).Except(CommentFields)).ToArray();
        var refusal = FindTicket(id) is not { } ticket ? ZendeskJson.NotFound()
            : odd.Length > 0 ? ZendeskJson.Invalid("base", $"{string.Join(", ", odd)}: not known")
            : ticket.State == DoubleState.Closed ? ZendeskJson.Invalid("status", "Status: closed prevents ticket update")
            : update["safe_update"]?.GetValue<bool>() == true && (string?)update["updated_stamp"] != ZendeskJson.Stamp(ticket.UpdatedAt)
                ? Results.Json(new { error = new { title = "UpdateConflict", message = "Safe update prevented the update" } }, statusCode: 409)
            : null;
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
        }
        else if (comment is null)
        {
            var assignee = update["assignee_id"] is { } person ? person.ToString() : $"team:{update["group_id"]}";
            await AgentChangesAsync(id, DoubleChangeKind.Assigned, changed => changed.Assignee = assignee);
            await context.Response.WriteAsJsonAsync(new { ticket = ZendeskJson.Ticket(Ticket(id), Deleted) });
        }
        else
        {
            var text = (string?)comment["html_body"] ?? InTheirForm((string)comment["body"]!);
            await AgentWritesAsync(context, id, comment["public"]?.GetValue<bool>() ?? true, text, made => context.Response.WriteAsJsonAsync(new
            {
                ticket = ZendeskJson.Ticket(Ticket(id), Deleted),
                audit = new
                {
                    events = new object[] { new { id = 1, type = "Notification" }, new { id = long.Parse(made.Id, CultureInfo.InvariantCulture), type = "Comment", @public = made.Public } },
                },
            }));
        }
    }

    private async Task AddTagsAsync(HttpContext context, string id)
    {
        var tags = (await JsonNode.ParseAsync(context.Request.Body))!["tags"]!.AsArray().Select(tag => (string)tag!).ToArray();
        await AgentChangesAsync(id, DoubleChangeKind.Tagged, ticket => ticket.Tags = [.. ticket.Tags.Union(tags)]);
        await context.Response.WriteAsJsonAsync(new { tags = Ticket(id).Tags });
    }
}
