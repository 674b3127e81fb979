using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks;

internal sealed partial class IntercomDouble
{
    /// <summary>Null where a field is missing, not text, or not documented; that is answered then.</summary>
    private static async Task<Dictionary<string, string>?> FieldsAsync(HttpContext context, params string[] names)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body) as JsonObject;
        if (body is not null && body.Count == names.Length && names.All(name => body[name]?.GetValueKind() == JsonValueKind.String))
        {
            return names.ToDictionary(name => name, name => body[name]!.GetValue<string>());
        }

        await RefuseAsync(context.Response, 400, "parameter_invalid", $"Expected {string.Join(", ", names)}");
        return null;
    }

    private async Task ReplyAsync(HttpContext context, DoubleTicket ticket)
    {
        if (await FieldsAsync(context, "message_type", "type", "admin_id", "body") is not { } fields)
        {
            return;
        }

        if (fields["type"] != "admin" || fields["message_type"] is not ("comment" or "note") || fields["admin_id"] != Agent.Id || fields["body"].Length == 0)
        {
            await RefuseAsync(context.Response, 400, "parameter_invalid", "No such message");
            return;
        }

        await AgentWritesAsync(
            context, ticket.Id, fields["message_type"] == "comment", fields["body"], comment => context.Response.WriteAsJsonAsync(Conversation(ticket, [Part(comment)])));
    }

    private async Task AssignAsync(HttpContext context, DoubleTicket ticket)
    {
        if (await FieldsAsync(context, "message_type", "type", "admin_id", "assignee_id") is not { } fields)
        {
            return;
        }

        var isTeam = fields["type"] == "team";
        if (fields["message_type"] != "assignment" || (!isTeam && (FindPerson(fields["assignee_id"]) is not { } assignee || !IsAdmin(assignee))))
        {
            await RefuseAsync(context.Response, 404, "not_found", "Resource Not Found");
            return;
        }

        await AgentChangesAsync(ticket.Id, DoubleChangeKind.Assigned, each => each.Assignee = (isTeam ? "team:" : "") + fields["assignee_id"]);
        await context.Response.WriteAsJsonAsync(Conversation(ticket, []));
    }

    private async Task CreateTagAsync(HttpContext context)
    {
        if (await FieldsAsync(context, "name") is { } fields)
        {
            var id = tagIds.GetOrAdd(fields["name"], _ => NewId());
            await context.Response.WriteAsJsonAsync(new { type = "tag", id, name = fields["name"] });
        }
    }

    private async Task AttachTagAsync(HttpContext context, DoubleTicket ticket)
    {
        if (await FieldsAsync(context, "id", "admin_id") is not { } fields)
        {
            return;
        }

        if (tagIds.FirstOrDefault(each => each.Value == fields["id"]).Key is not { } name || fields["admin_id"] != Agent.Id)
        {
            await RefuseAsync(context.Response, 404, "not_found", "Tag not found");
            return;
        }

        await AgentChangesAsync(ticket.Id, DoubleChangeKind.Tagged, each => each.Tags = [.. each.Tags.Union([name], StringComparer.OrdinalIgnoreCase)]);
        await context.Response.WriteAsJsonAsync(new { type = "tag", id = fields["id"], name });
    }

    private async Task SearchAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        if (body?["query"] is not { } query || (string?)query["field"] != "updated_at" || (string?)query["operator"] != ">" || query["value"]?.GetValueKind() != JsonValueKind.Number)
        {
            await RefuseAsync(context.Response, 400, "parameter_invalid", "No such query");
            return;
        }

        var found = AllTickets().Where(ticket => Seconds(ticket.UpdatedAt) > (long)query["value"]!).OrderByDescending(ticket => ticket.UpdatedAt).ToArray();
        var size = Math.Min((int?)body["pagination"]?["per_page"] ?? 20, MostPerPage);
        var from = (string?)body["pagination"]?["starting_after"] is { } cursor ? int.Parse(cursor["after-".Length..], CultureInfo.InvariantCulture) : 0;
        var next = from + size < found.Length ? new { per_page = size, starting_after = $"after-{from + size}" } : null;
        await context.Response.WriteAsJsonAsync(new
        {
            type = "conversation.list",
            conversations = found.Skip(from).Take(size).Select(ticket => new { type = "conversation", id = ticket.Id, updated_at = Seconds(ticket.UpdatedAt) }),
            total_count = found.Length,
            pages = new { type = "pages", page = (from / size) + 1, next, per_page = size, total_pages = (found.Length + size - 1) / size },
        });
    }
}
