using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks;

/// <summary>
/// Chatwoot, from developers.chatwoot.com/api-reference and, where that shows no whole answer, from chatwoot/chatwoot: app/views/api/v1
/// (models/_message, models/_agent, conversations/partials/_conversation), message_finder.rb, label_concern.rb, message.rb (webhook_data),
/// event_data_presenter.rb, lib/webhooks/trigger.rb, request_exception_handler.rb.
/// </summary>
internal sealed partial class ChatwootDouble : HelpdeskDouble
{
    private const int MessagePage = 20;
    private const int ConversationPage = 25;

    private static readonly string[] MessageFields = ["content", "message_type", "private"];

    private readonly ConcurrentDictionary<string, string> surveys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonObject> changed = new(StringComparer.Ordinal);

    public override string Kind => "chatwoot";

    public string Account { get; init; } = "3";

    /// <summary>The channel of conversations that did not come by mail.</summary>
    public string Channel { get; set; } = "Channel::WebWidget";

    /// <summary>The web site vouches for who its visitors are.</summary>
    public bool IsHmacVerified { get; set; } = true;

    /// <summary>Labels that nobody has added to the account: Chatwoot leaves them away without a word.</summary>
    public HashSet<string> UnknownLabels { get; } = [];

    /// <summary>What a message has otherwise than its author and way make one expect.</summary>
    public void Change(DoubleComment comment, JsonObject fields) => changed[comment.Id] = fields;

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string> { ["Account"] = Account };

    protected override void Map(WebApplication routes)
    {
        var api = routes.MapGroup("/api/v1").AddEndpointFilter(async (call, next) =>
            call.HttpContext.Request.Headers["api_access_token"] == Token ? await next(call) : Error("Invalid Access Token", StatusCodes.Status401Unauthorized));
        api.MapGet("/profile", () => Json(new JsonObject { ["id"] = Number(Agent.Id), ["name"] = Agent.Name, ["email"] = Agent.Email }));
        var account = api.MapGroup($"/accounts/{Account}");
        account.MapGet("/agents", () => Json(new JsonArray([.. AllPeople().Where(person => person.Role != DoubleRole.Customer).Select(AsAgent)])));
        account.MapGet("/conversations", List);
        account.MapGet("/conversations/{id}", (string id) => FindTicket(id) is { } ticket ? Json(Conversation(ticket)) : Missing());
        account.MapGet("/conversations/{id}/messages", (string id, long? before) => FindTicket(id) is { } ticket ? Json(Messages(ticket, before)) : Missing());
        account.MapPost("/conversations/{id}/messages", WriteAsync);
        account.MapGet("/conversations/{id}/labels", (string id) => FindTicket(id) is { } ticket ? Json(Labels(ticket)) : Missing());
        account.MapPost("/conversations/{id}/labels", LabelAsync);
        account.MapPost("/conversations/{id}/assignments", AssignAsync);
    }

    /// <summary>As Rack::Attack does it: without a word on how long to wait.</summary>
    protected override Task AnswerBusyAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        return response.WriteAsync("Retry later\n");
    }

    private static IResult Json(JsonNode? body, int status = StatusCodes.Status200OK) => Results.Text(body?.ToJsonString() ?? "null", "application/json", statusCode: status);

    private static IResult Error(string error, int status) => Json(new JsonObject { ["error"] = error }, status);

    private static IResult Missing() => Error("Resource could not be found", StatusCodes.Status404NotFound);

    private static IResult Unknown(string field) => Error($"Invalid parameter: {field}", StatusCodes.Status422UnprocessableEntity);

    private static async Task<JsonObject> BodyAsync(HttpRequest request) => (await JsonNode.ParseAsync(request.Body))!.AsObject();

    private DoubleDelivery Of(string name, JsonObject data)
    {
        data["event"] = name;
        var (stamp, body) = (Now().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), data.ToJsonString());
        return new DoubleDelivery(body, new Dictionary<string, string>
        {
            ["X-Chatwoot-Timestamp"] = stamp,
            ["X-Chatwoot-Signature"] = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{stamp}.{body}"))),
            ["X-Chatwoot-Delivery"] = $"00000000-0000-4000-8000-{name.Length:x12}",
        });
    }

    private IResult List(string status, string assignee_type, string sort_by, int page)
    {
        if ((status, assignee_type, sort_by) != ("all", "all", "last_activity_at_desc"))
        {
            return Unknown("sort_by");
        }

        var found = AllTickets().OrderByDescending(ticket => ticket.UpdatedAt).Skip((page - 1) * ConversationPage).Take(ConversationPage);
        return Json(new JsonObject { ["data"] = new JsonObject { ["meta"] = new JsonObject(), ["payload"] = new JsonArray([.. found.Select(Conversation)]) } });
    }

    private async Task<IResult> LabelAsync(string id, HttpRequest request)
    {
        var body = await BodyAsync(request);
        if (FindTicket(id) is not { } ticket || body["labels"] is not JsonArray labels)
        {
            return Missing();
        }

        var known = labels.Select(label => label!.GetValue<string>()).Except(UnknownLabels).ToList();
        await AgentChangesAsync(id, DoubleChangeKind.Tagged, changing => changing.Tags = known);
        return Json(Labels(ticket));
    }

    private async Task<IResult> AssignAsync(string id, HttpRequest request)
    {
        var body = await BodyAsync(request);
        if (FindTicket(id) is null)
        {
            return Missing();
        }

        if (body.Select(field => field.Key).Except(["assignee_id", "team_id"]).FirstOrDefault() is { } unknown)
        {
            return Unknown(unknown);
        }

        await AgentChangesAsync(id, DoubleChangeKind.Assigned, changing => changing.Assignee = body["team_id"] is { } team ? $"team:{team}" : body["assignee_id"]!.ToString());
        return Json(body["assignee_id"] is { } assignee && FindPerson(assignee.ToString()) is { } person ? AsAgent(person) : null);
    }

    private async Task WriteAsync(string id, HttpContext context)
    {
        var body = await BodyAsync(context.Request);
        var refusal = FindTicket(id) is null ? Missing()
            : body.Select(field => field.Key).Except(MessageFields).FirstOrDefault() is { } unknown ? Unknown(unknown)
            : body["message_type"]?.GetValue<string>() != "outgoing" ? Error("Incoming messages are only allowed in Api inboxes", StatusCodes.Status422UnprocessableEntity)
            : null;
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        await AgentWritesAsync(context, id, body["private"]?.GetValue<bool>() != true, body["content"]!.GetValue<string>(), comment => Json(Message(FindTicket(id)!, comment)).ExecuteAsync(context));
    }
}
