using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks;

/// <summary>
/// Help Scout's Inbox API 2.0 (developer.helpscout.com/mailbox-api: overview/authentication, endpoints/conversations/…, …/threads/list-v3, …/reply,
/// …/note, endpoints/users; bodies also in github.com/helpscout/helpscout-api-php, tests/Payloads), and its webhooks (developer.helpscout.com/webhooks).
/// </summary>
internal sealed partial class HelpScoutDouble : HelpdeskDouble
{
    public const int Mailbox = 85;

    private const string AppId = "app-of-the-agent";

    private readonly ConcurrentDictionary<string, bool> tokens = new();
    private readonly ConcurrentDictionary<string, JsonObject> inserted = new();

    public override string Kind => "helpscout";

    /// <summary>Tests need fewer threads for a second page than the vendor shows on one.</summary>
    public int PerPage { get; set; } = 25;

    /// <summary>Threads that the vendor lets a conversation have.</summary>
    public int MostThreads { get; set; } = 1000;

    /// <summary>Ids of people whom the list of users does not show.</summary>
    public HashSet<string> Unlisted { get; } = [];

    /// <summary>A thread as the vendor documents it, that no method of the base class makes: a draft, one of the AI, a line on what happened.</summary>
    public void Insert(string ticket, JsonObject thread) => inserted[ticket] = thread;

    /// <summary>All tokens that were given out are refused from now on.</summary>
    public void WithdrawTokens() => tokens.Clear();

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string>
    {
        ["User"] = AppId,
        ["Account"] = Mailbox.ToString(CultureInfo.InvariantCulture),
    };

    protected override void Map(WebApplication routes)
    {
        routes.MapPost("/v2/oauth2/token", GiveTokenAsync);
        routes.MapGet("/v2/users/me", context => AuthorisedAsync(context, () => AnswerAsync(context, User(Agent))));
        routes.MapGet("/v2/users", context => AuthorisedAsync(
            context, () => PageAsync(context, "users", [.. AllPeople().Where(each => IsUser(each) && !Unlisted.Contains(each.Id)).Select(User)], "/v2/users")));
        routes.MapGet("/v2/conversations", context => AuthorisedAsync(context, () => ListAsync(context)));
        routes.MapGet("/v2/conversations/{id}", (HttpContext context, string id) => AuthorisedAsync(context, () => GetAsync(context, id)));
        routes.MapGet("/v3/conversations/{id}/threads", (HttpContext context, string id) =>
            OfConversationAsync(context, id, ticket => PageAsync(context, "threads", Threads(ticket), $"/v3/conversations/{id}/threads")));
        routes.MapPost("/v2/conversations/{id}/notes", (HttpContext context, string id) => OfConversationAsync(context, id, ticket => NoteAsync(context, ticket)));
        routes.MapPost("/v2/conversations/{id}/reply", (HttpContext context, string id) => OfConversationAsync(context, id, ticket => ReplyAsync(context, ticket)));
        routes.MapPut("/v2/conversations/{id}/tags", (HttpContext context, string id) => OfConversationAsync(context, id, ticket => ReplaceTagsAsync(context, ticket)));
        routes.MapPatch("/v2/conversations/{id}", (HttpContext context, string id) => OfConversationAsync(context, id, ticket => PatchAsync(context, ticket)));
    }

    protected override Task AnswerBusyAsync(HttpResponse response)
    {
        response.StatusCode = 429;
        response.Headers["X-RateLimit-Retry-After"] = "1";
        return response.WriteAsJsonAsync(new { message = "API rate limit exceeded" });
    }

    private static bool IsUser(DoublePerson person) => person.Role != DoubleRole.Customer;

    private static Task AnswerAsync(HttpContext context, JsonObject body) => context.Response.WriteAsJsonAsync(body, options: null, contentType: "application/hal+json");

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { logRef = "cb73aad3-9a81-44fd-bf70-48250ea256ff#12", message });
    }

    private static Task RefuseFieldAsync(HttpContext context, string path, string message)
    {
        context.Response.StatusCode = 400;
        return context.Response.WriteAsJsonAsync(
            new { logRef = "cb73aad3-9a81-44fd-bf70-48250ea256ff#12", message = "Validation error", _embedded = new { errors = new[] { new { path, message, source = "JSON" } } } });
    }

    private async Task GiveTokenAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            await RefuseAsync(context, 400, "A form is expected");
            return;
        }

        var form = await context.Request.ReadFormAsync();
        if (form["grant_type"] != "client_credentials" || form["client_id"] != AppId || form["client_secret"] != Token)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsJsonAsync(new { error = "invalid_client", error_description = "Client authentication failed" });
            return;
        }

        var token = $"bearer-{NewId()}";
        tokens[token] = true;
        await context.Response.WriteAsJsonAsync(new { token_type = "bearer", access_token = token, expires_in = 172800 });
    }

    private Task AuthorisedAsync(HttpContext context, Func<Task> answer) =>
        context.Request.Headers.Authorization.ToString() is var sent && sent.StartsWith("Bearer ", StringComparison.Ordinal) && tokens.ContainsKey(sent["Bearer ".Length..])
            ? answer()
            : RefuseAsync(context, 401, "Unauthorized");

    /// <summary>A conversation that was merged away is told by the call that gets it, and by no other.</summary>
    private Task OfConversationAsync(HttpContext context, string id, Func<DoubleTicket, Task> answer) => AuthorisedAsync(
        context, () => FindTicket(id) is { MergedInto: null } ticket ? answer(ticket) : RefuseAsync(context, 404, "Not Found"));

    private Task GetAsync(HttpContext context, string id)
    {
        if (FindTicket(id) is not { } ticket)
        {
            return RefuseAsync(context, 404, "Not Found");
        }

        if (ticket.MergedInto is { } target)
        {
            context.Response.StatusCode = 301;
            context.Response.Headers.Location = $"{Address}/v2/conversations/{target}";
            return Task.CompletedTask;
        }

        return AnswerAsync(context, Conversation(ticket));
    }
}
