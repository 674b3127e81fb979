using System.Collections.Immutable;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.HelpScout;

/// <summary>
/// Makes a ticket of a conversation and its threads. developer.helpscout.com/mailbox-api/endpoints/conversations/get and
/// …/conversations/threads/list-v3, which alone tells Help Scout's own AI (<c>system_user</c>) from people.
/// </summary>
internal static class HelpScoutThread
{
    /// <summary>Ids count up, and time is told in whole seconds.</summary>
    private static readonly Comparer<string> NumberOrder =
        Comparer<string>.Create((one, other) => one.Length == other.Length ? string.CompareOrdinal(one, other) : one.Length - other.Length);

    public static HelpdeskTicket Read(ApiJson conversation, IEnumerable<ApiJson> threads, HelpScoutTeam team)
    {
        var primary = conversation["primaryCustomer"];
        var customer = new HelpdeskCustomer(primary["id"].RequiredText, null, primary["email"].Text);
        var said = threads.Where(IsSaid).Select(thread => CommentOf(thread, customer, team)).Where(comment => comment.Text.Length > 0);
        return new HelpdeskTicket
        {
            Id = new TicketId(conversation["id"].RequiredText),
            State = conversation["status"].RequiredText switch
            {
                "closed" => TicketState.Solved,
                "spam" => TicketState.Closed,
                _ => TicketState.Open,
            },
            Customer = customer,
            Channel = conversation["type"].Text,
            Tags = TagsOf(conversation),
            Assignee = AssigneeOf(conversation["assignee"], team),
            Comments = [.. said.DistinctBy(comment => comment.Id).OrderBy(comment => comment.At).ThenBy(comment => comment.Id.Value, NumberOrder)],
        };
    }

    public static ImmutableArray<string> TagsOf(ApiJson conversation) => [.. conversation["tags"].Each().Select(tag => tag["tag"].RequiredText)];

    /// <summary>A user wrote it who is not in the list: one who joined since, one who left, or Help Scout itself.</summary>
    public static bool IsByStranger(ApiJson thread, HelpScoutTeam team) =>
        thread["createdBy"]["type"].Text == "user" && thread["createdBy"]["id"].Text is { } id && !team.Users.Contains(id);

    /// <summary>Not what happened ("assigned to …"), no draft, and nothing that collision detection holds back: nobody has said that yet.</summary>
    private static bool IsSaid(ApiJson thread) =>
        thread["type"].RequiredText != "lineitem" && thread["state"].RequiredText is "published" or "hidden";

    private static TicketComment CommentOf(ApiJson thread, HelpdeskCustomer customer, HelpScoutTeam team)
    {
        var type = thread["type"].RequiredText;
        var source = thread["source"]["type"].Text;
        var author = AuthorOf(thread, customer, team);
        return new TicketComment
        {
            Id = new CommentId(thread["id"].RequiredText),
            Author = author,
            Public = type is not ("note" or "phone" or "forwardparent"),
            Origin = source switch
            {
                "web" when author.Kind == AuthorKind.Staff && type is "note" or "message" => CommentOrigin.Helpdesk,
                "email" or "emailfwd" or "notification" => CommentOrigin.Email,
                "api" or "coreapi" or "workflows" => CommentOrigin.Api,
                _ => CommentOrigin.Other,
            },
            Text = CommentText.FromHtml(thread["body"].Text ?? "", author.Kind == AuthorKind.Self),
            At = thread["createdAt"].RequiredTime,
            Suspect = thread["state"].Text == "hidden"
                || (author.Kind == AuthorKind.Customer && (author.Id != customer.Id || thread["createdBy"]["type"].Text != "customer")),
        };
    }

    /// <summary>
    /// What a person of the team put down as the customer's words is the customer's, and not proven. A reply of a workflow comes in the name of a
    /// user too; it takes nothing over.
    /// </summary>
    private static CommentAuthor AuthorOf(ApiJson thread, HelpdeskCustomer customer, HelpScoutTeam team)
    {
        var id = thread["createdBy"]["id"].Text ?? "nobody";
        return (thread["createdBy"]["type"].Text, thread["type"].Text) switch
        {
            ("customer", _) => new CommentAuthor(AuthorKind.Customer, id),
            ("user", "customer") => new CommentAuthor(AuthorKind.Customer, customer.Id),
            ("user", _) when id == team.Own => new CommentAuthor(AuthorKind.Self, id),
            ("user", _) when team.Users.Contains(id) && thread["source"]["type"].Text != "workflows" => new CommentAuthor(AuthorKind.Staff, id),
            _ => new CommentAuthor(AuthorKind.Machine, id),
        };
    }

    /// <summary>A conversation does not say whether it has a person or a team; who is no person is a team.</summary>
    private static string? AssigneeOf(ApiJson assignee, HelpScoutTeam team) =>
        assignee["id"].Text is not { } id || id == "0" ? null
        : team.Users.Contains(id) ? id
        : IHelpdesk.Team + id;
}
