using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks;

internal sealed partial class HelpScoutDouble
{
    protected override string InTheirForm(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br />\n", StringComparison.Ordinal);

    /// <summary>Tags and assignments are told like everything else; the AI's answers are not made here.</summary>
    protected override IEnumerable<DoubleDelivery> EventsOf(DoubleChange change)
    {
        var name = change.Kind switch
        {
            DoubleChangeKind.Opened => "convo.created",
            DoubleChangeKind.Commented when change.Comment!.By.Role == DoubleRole.Customer => "convo.customer.reply.created",
            DoubleChangeKind.Commented => change.Comment!.Public ? "convo.agent.reply.created" : "convo.note.created",
            DoubleChangeKind.StateChanged => "convo.status",
            DoubleChangeKind.Rated => "satisfaction.ratings",
            DoubleChangeKind.Tagged => "convo.tags",
            _ => "convo.assigned",
        };
        var body = (change.Kind == DoubleChangeKind.Rated ? Rating(change.Ticket) : ConversationWithThreads(change.Ticket)).ToJsonString();
#pragma warning disable CA5350 // Help Scout signs so.
        var digest = HMACSHA1.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body));
#pragma warning restore CA5350
        yield return new DoubleDelivery(
            body, new Dictionary<string, string> { ["X-HelpScout-Event"] = name, ["X-HelpScout-Signature"] = Convert.ToBase64String(digest) });
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);

    private static JsonObject User(DoublePerson person) => new()
    {
        ["id"] = Number(person.Id),
        ["firstName"] = person.Name,
        ["lastName"] = "",
        ["email"] = person.Email,
        ["role"] = "user",
        ["type"] = "user",
    };

    private static JsonObject Person(DoublePerson person) => new()
    {
        ["id"] = Number(person.Id),
        ["type"] = IsUser(person) ? "user" : "customer",
        ["first"] = person.Name,
        ["last"] = "",
        ["email"] = person.Email,
    };

    private Task PageAsync(HttpContext context, string name, JsonObject[] all, string path)
    {
        var number = int.Parse(context.Request.Query["page"].FirstOrDefault() ?? "1", CultureInfo.InvariantCulture);
        var pages = (all.Length + PerPage - 1) / PerPage;
        var here = all.Skip((number - 1) * PerPage).Take(PerPage).ToArray<JsonNode?>();
        var body = new JsonObject
        {
            ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = $"{Address}{path}" } },
            ["page"] = new JsonObject { ["size"] = PerPage, ["totalElements"] = all.Length, ["totalPages"] = pages, ["number"] = number },
        };
        if (here.Length > 0)
        {
            body["_embedded"] = new JsonObject { [name] = new JsonArray(here) };
        }

        return AnswerAsync(context, body);
    }

    private JsonObject Conversation(DoubleTicket ticket) => new()
    {
        ["id"] = Number(ticket.Id),
        ["number"] = Number(ticket.Id) + 15000,
        ["threads"] = ticket.Comments.Count,
        ["type"] = ticket.ByMail ? "email" : "chat",
        ["status"] = ticket.State switch
        {
            DoubleState.Open => "active",
            DoubleState.Solved => "closed",
            _ => "spam",
        },
        ["state"] = "published",
        ["subject"] = ticket.Subject,
        ["mailboxId"] = Mailbox,
        ["assignee"] = ticket.Assignee is { } assignee ? Person(FindPerson(assignee)!) : null,
        ["createdBy"] = Person(ticket.Customer),
        ["createdAt"] = Time(ticket.Comments[0].At),
        ["userUpdatedAt"] = Time(ticket.UpdatedAt),
        ["source"] = new JsonObject { ["type"] = ticket.ByMail ? "email" : "beacon", ["via"] = "customer" },
        ["tags"] = new JsonArray([.. ticket.Tags.Select((tag, index) => new JsonObject { ["id"] = 9150 + index, ["color"] = "#929499", ["tag"] = tag })]),
        ["primaryCustomer"] = Person(ticket.Customer),
    };

    private JsonObject ConversationWithThreads(DoubleTicket ticket)
    {
        var conversation = Conversation(ticket);
        conversation["_embedded"] = new JsonObject { ["threads"] = new JsonArray([.. Threads(ticket)]) };
        return conversation;
    }

    /// <summary>Newest first.</summary>
    private JsonObject[] Threads(DoubleTicket ticket)
    {
        var threads = ticket.Comments.Select(Thread).Reverse();
        return [.. inserted.TryGetValue(ticket.Id, out var thread) ? threads.Prepend((JsonObject)thread.DeepClone()) : threads];
    }

    private static JsonObject Thread(DoubleComment comment) => new()
    {
        ["id"] = Number(comment.Id),
        ["type"] = comment.By.Role == DoubleRole.Customer ? "customer" : comment.Public ? "message" : "note",
        ["status"] = "active",
        ["state"] = "published",
        ["action"] = new JsonObject { ["type"] = "default", ["associatedEntities"] = new JsonObject() },
        ["body"] = comment.Text,
        ["source"] = new JsonObject
        {
            ["type"] = comment.Via switch
            {
                DoubleVia.Mail => "email",
                DoubleVia.Api => "api",
                _ => IsUser(comment.By) ? "web" : "beacon",
            },
            ["via"] = IsUser(comment.By) ? "user" : "customer",
        },
        ["createdBy"] = Person(comment.By),
        ["savedReplyId"] = 0,
        ["createdAt"] = Time(comment.At),
    };

    private JsonObject Rating(DoubleTicket ticket) => new()
    {
        ["id"] = Number(ticket.Id) + 5000,
        ["customer"] = Person(ticket.Customer),
        ["threadId"] = Number(ticket.Comments[^1].Id),
        ["conversationId"] = Number(ticket.Id),
        ["mailboxId"] = Mailbox,
        ["rating"] = ticket.Rating switch
        {
            >= 4 => "great",
            3 => "okay",
            _ => "not_good",
        },
        ["comments"] = "",
        ["createdAt"] = Time(ticket.RatedAt!.Value),
        ["modifiedAt"] = Time(ticket.RatedAt!.Value),
    };
}
