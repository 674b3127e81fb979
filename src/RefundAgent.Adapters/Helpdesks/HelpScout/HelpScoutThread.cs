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
    public static HelpdeskTicket Read(ApiJson conversation, IEnumerable<ApiJson> threads, HelpScoutTeam team)
    {
        var customer = new HelpdeskCustomer(conversation["primaryCustomer"]["id"].RequiredText, null, conversation["primaryCustomer"]["email"].Text);
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
            Assignee = AssigneeOf(conversation["assignee"]),
            Comments = [.. threads.Where(IsSaid).Select(thread => CommentOf(thread, customer, team)).Where(comment => comment.Text.Length > 0)
                .DistinctBy(comment => comment.Id).OrderBy(comment => comment.At).ThenBy(comment => comment.Id.Value.Length).ThenBy(comment => comment.Id.Value, StringComparer.Ordinal)],
        };
    }

    public static ImmutableArray<string> TagsOf(ApiJson conversation) => [.. conversation["tags"].Each().Select(tag => tag["tag"].RequiredText)];

    /// <summary>Not what happened ("assigned to …"), no draft, and nothing that collision detection holds back: nobody has said that yet.</summary>
    private static bool IsSaid(ApiJson thread) => thread["type"].RequiredText != "lineitem" && thread["state"].RequiredText is "published" or "hidden";

    private static TicketComment CommentOf(ApiJson thread, HelpdeskCustomer customer, HelpScoutTeam team)
    {
        var type = thread["type"].RequiredText;
        var source = thread["source"]["type"].Text;
        var author = AuthorOf(thread["createdBy"], type, source, customer, team);
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
            Text = CommentText.FromHtml(thread["body"].Text ?? ""),
            At = thread["createdAt"].RequiredTime,
            Suspect = thread["state"].Text == "hidden" || (author.Kind == AuthorKind.Staff && !team.Users.Contains(author.Id))
                || (author.Kind == AuthorKind.Customer && (author.Id != customer.Id || thread["createdBy"]["type"].Text != "customer")),
        };
    }

    /// <summary>What a person of the team put down as the customer's words is the customer's, and not proven.</summary>
    private static CommentAuthor AuthorOf(ApiJson creator, string type, string? source, HelpdeskCustomer customer, HelpScoutTeam team)
    {
        var id = creator["id"].Text ?? "nobody";
        return (creator["type"].Text, type) switch
        {
            ("customer", _) => new CommentAuthor(AuthorKind.Customer, id),
            ("user", "customer") => new CommentAuthor(AuthorKind.Customer, customer.Id),
            ("user", _) when source != "workflows" => new CommentAuthor(id == team.Own ? AuthorKind.Self : AuthorKind.Staff, id),
            _ => new CommentAuthor(AuthorKind.Machine, id),
        };
    }

    private static string? AssigneeOf(ApiJson assignee) =>
        assignee["id"].Text is { } id and not "0" ? (assignee["type"].Text == "team" ? HelpScoutHelpdesk.TeamPrefix : "") + id : null;
}
