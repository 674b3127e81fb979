using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks;

/// <summary>
/// Intercom as its OpenAPI description of version 2.15 has it (github.com/intercom/Intercom-OpenAPI, descriptions/2.15: /me, /admins, /tags,
/// /conversations/…), and its notifications (developers.intercom.com/docs/webhooks/webhook-notifications). Errors are <c>error.list</c>.
/// </summary>
internal sealed partial class IntercomDouble : HelpdeskDouble
{
    /// <summary>As <c>app_id</c> of notifications and <c>app.id_code</c> of the API name it.</summary>
    public const string Workspace = "shop4242";

    private const int MostParts = 500;
    private const string Version = "2.15";

    private readonly ConcurrentDictionary<string, string> tagIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, JsonObject> inserted = new();

    public override string Kind => "intercom";

    /// <summary>Tests need fewer conversations for a second page than the vendor allows on one.</summary>
    public int MostPerPage { get; set; } = 150;

    /// <summary>What the shop told Intercom about whom; null where it told nothing.</summary>
    public Func<DoublePerson, string?> ExternalId { get; set; } = _ => null;

    /// <summary>When calls are allowed again after too many, told as a time: by the clock of whoever calls, where that is another.</summary>
    public Func<DateTimeOffset> WindowEnds { get; set; } = () => Now().AddSeconds(1);

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string> { ["Account"] = Workspace };

    /// <summary>A part as the vendor documents it, that no method of the base class makes: of a bot, of a lead, redacted.</summary>
    public void Insert(string ticket, JsonObject part) => inserted[ticket] = part;

    protected override string InTheirForm(string text) =>
        string.Concat(text.Split('\n').Select(line => $"<p class=\"no-margin\">{WebUtility.HtmlEncode(line)}</p>\n"));

    protected override void Map(WebApplication routes)
    {
        routes.MapGet("/me", context => AuthorisedAsync(context, () => context.Response.WriteAsJsonAsync(
            new { type = "admin", id = Agent.Id, email = Agent.Email, name = Agent.Name, email_verified = true, app = new { type = "app", id_code = Workspace, name = "Shop", region = "US" } })));
        routes.MapGet("/admins", context => AuthorisedAsync(context, () => context.Response.WriteAsJsonAsync(
            new { type = "admin.list", admins = AllPeople().Where(IsAdmin).Select(each => new { type = "admin", id = each.Id, email = each.Email, name = each.Name, has_inbox_seat = true }) })));
        routes.MapGet("/conversations/{id}", (HttpContext context, string id) => OfConversationAsync(context, id, ticket => context.Response.WriteAsJsonAsync(Conversation(ticket, Parts(ticket)))));
        routes.MapPost("/conversations/{id}/reply", (HttpContext context, string id) => OfConversationAsync(context, id, ticket => ReplyAsync(context, ticket)));
        routes.MapPost("/conversations/{id}/parts", (HttpContext context, string id) => OfConversationAsync(context, id, ticket => AssignAsync(context, ticket)));
        routes.MapPost("/conversations/{id}/tags", (HttpContext context, string id) => OfConversationAsync(context, id, ticket => AttachTagAsync(context, ticket)));
        routes.MapPost("/conversations/search", context => AuthorisedAsync(context, () => SearchAsync(context)));
        routes.MapPost("/tags", context => AuthorisedAsync(context, () => CreateTagAsync(context)));
    }

    protected override Task AnswerBusyAsync(HttpResponse response)
    {
        response.Headers["X-RateLimit-Reset"] = Seconds(WindowEnds()).ToString(CultureInfo.InvariantCulture);
        return RefuseAsync(response, 429, "rate_limit_exceeded", "The rate limit for the App has been exceeded");
    }

    private static long Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds();

    private static bool IsAdmin(DoublePerson person) => person.Role != DoubleRole.Customer;

    private static Task RefuseAsync(HttpResponse response, int status, string code, string message)
    {
        response.StatusCode = status;
        return response.WriteAsJsonAsync(new { type = "error.list", request_id = "8c288c4f-b699-4209-9de4-064398f02785", errors = new[] { new { code, message } } });
    }

    private Task AuthorisedAsync(HttpContext context, Func<Task> answer) =>
        context.Request.Headers.Authorization != $"Bearer {Token}" ? RefuseAsync(context.Response, 401, "unauthorized", "Access Token Invalid")
        : context.Request.Headers["Intercom-Version"] != Version ? RefuseAsync(context.Response, 400, "intercom_version_invalid", "The requested version could not be found")
        : answer();

    private Task OfConversationAsync(HttpContext context, string id, Func<DoubleTicket, Task> answer) => AuthorisedAsync(
        context, () => FindTicket(id) is { } ticket ? answer(ticket) : RefuseAsync(context.Response, 404, "not_found", "Resource Not Found"));
}
