using System.Globalization;
using System.Text.Json.Nodes;

namespace RefundAgent.Scripted.Helpdesks;

internal sealed partial class ChatwootDouble
{
    protected override IEnumerable<DoubleDelivery> EventsOf(DoubleChange change)
    {
        var (ticket, comment) = (change.Ticket, change.Comment);
        return change.Kind switch
        {
            DoubleChangeKind.Opened => [Of("conversation_created", EventData(ticket)), Of("message_created", EventData(ticket, Message(ticket, comment!)))],
            DoubleChangeKind.Commented => [Of("message_created", EventData(ticket, Message(ticket, comment!)))],
            DoubleChangeKind.Rated => [Of("message_updated", EventData(ticket, Survey(ticket)))],
            DoubleChangeKind.StateChanged => [Of("conversation_status_changed", EventData(ticket)), Of("conversation_updated", EventData(ticket))],
            _ => [Of("conversation_updated", EventData(ticket))],
        };
    }

    private static JsonValue Number(string id) => JsonValue.Create(long.Parse(id, CultureInfo.InvariantCulture));

    /// <summary>As its editor writes what a person typed.</summary>
    private static string Markdown(string text) => string.Concat(text.Select(letter => letter switch
    {
        '\n' => "\\\n",
        '\\' or '`' or '*' or '_' or '[' or ']' => $"\\{letter}",
        _ => letter.ToString(),
    }));

    private static JsonObject Labels(DoubleTicket ticket) => new() { ["payload"] = new JsonArray([.. ticket.Tags.Select(tag => JsonValue.Create(tag))]) };

    private static JsonObject AsAgent(DoublePerson person) =>
        new() { ["id"] = Number(person.Id), ["name"] = person.Name, ["email"] = person.Email, ["confirmed"] = true, ["role"] = "agent" };

    private static JsonObject AsSender(DoublePerson person) =>
        new() { ["id"] = Number(person.Id), ["name"] = person.Name, ["type"] = person.Role == DoubleRole.Customer ? "contact" : "user" };

    private static string StatusOf(DoubleTicket ticket) => ticket.State == DoubleState.Open ? "open" : "resolved";

    /// <summary>A conversation as its events show it: with its account in its last message alone.</summary>
    private JsonObject EventData(DoubleTicket ticket) => new()
    {
        ["id"] = Number(ticket.Id),
        ["status"] = StatusOf(ticket),
        ["channel"] = ChannelOf(ticket),
        ["meta"] = Meta(ticket),
        ["labels"] = new JsonArray([.. ticket.Tags.Select(tag => JsonValue.Create(tag))]),
        ["messages"] = new JsonArray(new JsonObject { ["id"] = Number(ticket.Comments[^1].Id), ["account_id"] = Number(Account) }),
        ["updated_at"] = ticket.UpdatedAt.ToUnixTimeMilliseconds() / 1000d,
    };

    /// <summary>A message as its events show it: types in words, and everything around it.</summary>
    private JsonObject EventData(DoubleTicket ticket, JsonObject message)
    {
        message["message_type"] = message["message_type"]!.GetValue<int>() switch { 0 => "incoming", 1 => "outgoing", _ => "template" };
        message["conversation"] = EventData(ticket);
        message["account"] = new JsonObject { ["id"] = Number(Account), ["name"] = "Shop" };
        return message;
    }

    private string ChannelOf(DoubleTicket ticket) => ticket.ByMail ? "Channel::Email" : Channel;

    private JsonObject Meta(DoubleTicket ticket)
    {
        var contact = AsSender(ticket.Customer);
        contact["email"] = ticket.Customer.Email;
        contact["identifier"] = $"shop-{ticket.Customer.Id}";
        var meta = new JsonObject { ["sender"] = contact, ["channel"] = ChannelOf(ticket), ["hmac_verified"] = IsHmacVerified };
        if (ticket.Assignee is { } assignee && FindPerson(assignee) is { } person)
        {
            meta["assignee"] = AsAgent(person);
        }

        if (ticket.Assignee?.Split(':') is ["team", var team])
        {
            meta["team"] = new JsonObject { ["id"] = Number(team) };
        }

        return meta;
    }

    private JsonObject Conversation(DoubleTicket ticket) => new()
    {
        ["id"] = Number(ticket.Id),
        ["account_id"] = Number(Account),
        ["meta"] = Meta(ticket),
        ["status"] = StatusOf(ticket),
        ["labels"] = new JsonArray([.. ticket.Tags.Select(tag => JsonValue.Create(tag))]),
        ["last_activity_at"] = ticket.UpdatedAt.ToUnixTimeSeconds(),
    };

    private JsonObject Message(DoubleTicket ticket, DoubleComment comment)
    {
        // Mail on a conversation is the customer's, whoever sent it.
        var isIncoming = comment.By.Role == DoubleRole.Customer || comment.Via == DoubleVia.Mail;
        var message = new JsonObject
        {
            ["id"] = Number(comment.Id),
            ["content"] = comment.By.Role == DoubleRole.Staff ? Markdown(comment.Text) : comment.Text,
            ["message_type"] = isIncoming ? 0 : 1,
            ["content_type"] = comment.Via == DoubleVia.Mail ? "incoming_email" : "text",
            ["content_attributes"] = new JsonObject(),
            ["private"] = !comment.Public && !isIncoming,
            ["created_at"] = comment.At.ToUnixTimeSeconds(),
            ["sender"] = AsSender(isIncoming ? ticket.Customer : comment.By),
        };
        foreach (var (name, value) in changed.GetValueOrDefault(comment.Id) ?? [])
        {
            message[name] = value?.DeepClone();
        }

        return message;
    }

    private JsonObject Survey(DoubleTicket ticket) => new()
    {
        ["id"] = Number(surveys.GetOrAdd(ticket.Id, _ => NewId())),
        ["content"] = "Please rate the conversation",
        ["message_type"] = 3,
        ["content_type"] = "input_csat",
        ["content_attributes"] = new JsonObject { ["submitted_values"] = new JsonObject { ["csat_survey_response"] = new JsonObject { ["rating"] = ticket.Rating } } },
        ["private"] = false,
        ["created_at"] = ticket.RatedAt!.Value.ToUnixTimeSeconds(),
    };

    private JsonObject Messages(DoubleTicket ticket, long? before)
    {
        var all = ticket.Comments.Select(comment => Message(ticket, comment)).ToList();
        if (ticket.Rating is not null)
        {
            all.Add(Survey(ticket));
        }

        var page = all.Where(message => before is null || message["id"]!.GetValue<long>() < before).OrderBy(message => message["id"]!.GetValue<long>()).TakeLast(MessagePage);
        return new JsonObject { ["meta"] = new JsonObject(), ["payload"] = new JsonArray([.. page]) };
    }
}
