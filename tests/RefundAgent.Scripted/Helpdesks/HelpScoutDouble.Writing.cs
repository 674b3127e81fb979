using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks;

internal sealed partial class HelpScoutDouble
{
    private static readonly HashSet<string> NoteFields = ["text", "user", "imported", "status", "createdAt", "attachments"];
    private static readonly HashSet<string> ReplyFields = [.. NoteFields, "customer", "draft", "assignTo", "cc", "bcc"];

    /// <summary>Null where it is no object of these fields; that is answered then.</summary>
    private static async Task<JsonObject?> BodyAsync(HttpContext context, HashSet<string> allowed)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body) as JsonObject;
        if (body?.FirstOrDefault(field => !allowed.Contains(field.Key)).Key is not { } unknown)
        {
            return body;
        }

        await RefuseFieldAsync(context, unknown, "unknown field");
        return null;
    }

    private async Task NoteAsync(HttpContext context, DoubleTicket ticket)
    {
        if (await BodyAsync(context, NoteFields) is { } body)
        {
            await WriteAsync(context, ticket, isPublic: false, body);
        }
    }

    private async Task ReplyAsync(HttpContext context, DoubleTicket ticket)
    {
        if (await BodyAsync(context, ReplyFields) is not { } body)
        {
            return;
        }

        if (body["customer"]?["id"]?.GetValueKind() != JsonValueKind.Number || FindPerson(body["customer"]!["id"]!.ToJsonString()) is not { Role: DoubleRole.Customer })
        {
            await RefuseFieldAsync(context, "customer", "may not be null");
            return;
        }

        await WriteAsync(context, ticket, isPublic: true, body);
    }

    private async Task WriteAsync(HttpContext context, DoubleTicket ticket, bool isPublic, JsonObject body)
    {
        if ((string?)body["text"] is not { Length: > 0 } text)
        {
            await RefuseFieldAsync(context, "text", "may not be empty");
        }
        else if (ticket.Comments.Count >= MostThreads)
        {
            await RefuseAsync(context, 412, "Conversation is locked");
        }
        else
        {
            await AgentWritesAsync(context, ticket.Id, isPublic, text, comment =>
            {
                context.Response.StatusCode = 201;
                context.Response.Headers["Resource-ID"] = comment.Id;
                return Task.CompletedTask;
            });
        }
    }

    private async Task ReplaceTagsAsync(HttpContext context, DoubleTicket ticket)
    {
        if (await BodyAsync(context, ["tags"]) is { } body && body["tags"] is JsonArray tags)
        {
            await AgentChangesAsync(ticket.Id, DoubleChangeKind.Tagged, each => each.Tags = [.. tags.Select(tag => (string)tag!)]);
            context.Response.StatusCode = 204;
        }
    }

    private async Task PatchAsync(HttpContext context, DoubleTicket ticket)
    {
        if (await BodyAsync(context, ["op", "path", "value"]) is not { } body)
        {
            return;
        }

        var assignee = body["value"]?.GetValueKind() == JsonValueKind.Number ? body["value"]!.ToJsonString() : "";
        if ((string?)body["op"] != "replace" || (string?)body["path"] != "/assignTo" || FindPerson(assignee) is not { } person || !IsUser(person))
        {
            await RefuseFieldAsync(context, "value", "no such user");
            return;
        }

        await AgentChangesAsync(ticket.Id, DoubleChangeKind.Assigned, each => each.Assignee = assignee);
        context.Response.StatusCode = 204;
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["status"] != "all" || query["sortField"] != "modifiedAt" || query["sortOrder"] != "desc"
            || !DateTimeOffset.TryParseExact(query["modifiedSince"], "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
        {
            await RefuseFieldAsync(context, "modifiedSince", "no such query");
            return;
        }

        var changed = AllTickets().Where(ticket => ticket.MergedInto is null && ticket.UpdatedAt >= since).OrderByDescending(ticket => ticket.UpdatedAt);
        await PageAsync(context, "conversations", [.. changed.Select(Conversation)], "/v2/conversations");
    }
}
