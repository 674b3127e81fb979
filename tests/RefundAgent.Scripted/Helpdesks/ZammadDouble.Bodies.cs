using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Scripted.Helpdesks;

internal sealed partial class ZammadDouble
{
    private static JsonValue Number(string id) => JsonValue.Create(long.Parse(id, CultureInfo.InvariantCulture));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static JsonObject State((int Id, string Name, string Type) state, bool expand)
    {
        var shown = new JsonObject { ["id"] = state.Id, ["name"] = state.Name, ["state_type_id"] = state.Id, ["active"] = true };
        if (expand)
        {
            shown["state_type"] = state.Type;
        }

        return shown;
    }

    private static int StateOf(DoubleTicket ticket) => ticket.MergedInto is not null ? 5 : ticket.State switch
    {
        DoubleState.Solved => 4,
        DoubleState.Closed => 6,
        _ => ticket.Comments.Count == 1 ? 1 : 2,
    };

    private IResult User(DoublePerson person, bool expand)
    {
        var role = person.Role == DoubleRole.Customer ? "Customer" : "Agent";
        var user = new JsonObject
        {
            ["id"] = Number(person.Id),
            ["login"] = person.Email,
            ["firstname"] = person.Name,
            ["email"] = person.Email,
            ["active"] = !deactivated.ContainsKey(person.Id),
            ["role_ids"] = new JsonArray(role == "Customer" ? 3 : 2),
            ["preferences"] = new JsonObject { ["locale"] = "de-de" },
        };
        if (expand)
        {
            user["roles"] = new JsonArray(role);
        }

        return Json(user);
    }

    private JsonObject Show(DoubleTicket ticket, bool expand)
    {
        var group = ticket.Assignee?.Split(':') is ["team", var team] ? team : null;
        var shown = new JsonObject
        {
            ["id"] = Number(ticket.Id),
            ["number"] = $"10{ticket.Id}",
            ["title"] = ticket.Subject,
            ["group_id"] = Number(group ?? "1"),
            ["state_id"] = StateOf(ticket),
            ["customer_id"] = Number(ticket.Customer.Id),
            ["owner_id"] = Number(group is null && ticket.Assignee is { } owner ? owner : Nobody),
            ["article_count"] = ticket.Comments.Count,
            ["preferences"] = FromForm.ContainsKey(ticket.Id) ? new JsonObject { ["form"] = new JsonObject { ["remote_ip"] = "127.0.0.1" } } : new JsonObject(),
            ["updated_at"] = Time(ticket.UpdatedAt),
        };
        if (expand)
        {
            shown["state"] = States.Single(state => state.Id == StateOf(ticket)).Name;
            shown["create_article_type"] = ChannelOf(ticket);
        }

        return shown;
    }

    private string ChannelOf(DoubleTicket ticket) => channels.GetValueOrDefault(ticket.Id) ?? (ticket.ByMail ? "email" : "web");

    private JsonObject History(DoubleTicket ticket)
    {
        var entries = new JsonArray(new JsonObject { ["type"] = "created", ["object"] = "Ticket", ["o_id"] = Number(ticket.Id) });
        if (ticket.MergedInto is { } target)
        {
            entries.Add(new JsonObject { ["type"] = "merged_into", ["object"] = "Ticket", ["o_id"] = Number(ticket.Id), ["id_from"] = Number(ticket.Id), ["id_to"] = Number(target) });
        }

        return new JsonObject { ["history"] = entries, ["assets"] = new JsonObject() };
    }

    private JsonArray Articles(DoubleTicket ticket) => new([.. ticket.Comments.Select(comment => Article(ticket, comment))]);

    private JsonObject Article(DoubleTicket ticket, DoubleComment comment)
    {
        var isCustomer = comment.By.Role == DoubleRole.Customer;
        var own = posted.GetValueOrDefault(comment.Id);
        var type = own?["type"]!.GetValue<string>()
            ?? (comment.Via == DoubleVia.Mail ? "email" : isCustomer ? ChannelOf(ticket) : comment.Public ? "email" : "note");
        var article = new JsonObject
        {
            ["id"] = Number(comment.Id),
            ["ticket_id"] = Number(ticket.Id),
            ["type"] = type,
            ["sender"] = isCustomer ? "Customer" : "Agent",
            ["internal"] = !comment.Public,
            ["content_type"] = own?["content_type"]!.GetValue<string>() ?? "text/html",
            ["body"] = comment.Text,
            ["preferences"] = comment.Via == DoubleVia.Mail ? new JsonObject { ["send-auto-response"] = true, ["is-auto-response"] = false }
                : type == "email" ? new JsonObject { ["email_address_id"] = 1 } : new JsonObject(),
            ["created_by_id"] = Number(comment.By.Id),
            ["origin_by_id"] = isCustomer && type is "web" or "phone" ? Number(ticket.Customer.Id) : null,
            ["created_at"] = Time(comment.At),
        };
        foreach (var (name, value) in changed.GetValueOrDefault(comment.Id) ?? [])
        {
            article[name] = value?.DeepClone();
        }

        return article;
    }
}
