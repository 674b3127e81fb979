using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Zendesk;

/// <summary>
/// Puts Zendesk's answers into our words. Source: developer.zendesk.com/api-reference/ticketing, Tickets, Ticket Comments, Users.
/// </summary>
/// <param name="ticket">As <c>tickets/{id}</c> shows it.</param>
/// <param name="users">Everybody who wrote, and the requester, by id, as <c>users/show_many</c> shows them just now.</param>
/// <param name="self">The id of the account whose token we have.</param>
internal sealed class ZendeskThread(ApiJson ticket, IReadOnlyDictionary<string, ApiJson> users, string self)
{
    private readonly string requester = ticket["requester_id"].RequiredText;

    /// <param name="comments">Oldest first.</param>
    /// <param name="rating">The customer's newest; null for none.</param>
    public HelpdeskTicket Of(IEnumerable<ApiJson> comments, TicketRating? rating)
    {
        var customer = UserOf(requester);
        return new HelpdeskTicket
        {
            Id = new TicketId(ticket["id"].RequiredText),
            State = ticket["status"].RequiredText switch
            {
                "solved" => TicketState.Solved,
                "closed" or "archived" => TicketState.Closed,
                _ => TicketState.Open,
            },
            Customer = new HelpdeskCustomer(requester, NotBlank(customer["external_id"]), NotBlank(customer["email"])),
            Channel = ticket["via"]["channel"].Text,
            Language = NotBlank(customer["locale"]),
            Tags = [.. ticket["tags"].Each().Select(tag => tag.RequiredText)],
            Assignee = ticket["assignee_id"].Text ?? (ticket["group_id"].Text is { } group ? IHelpdesk.Team + group : null),
            Version = ticket["updated_at"].RequiredText,
            Comments = [.. comments.Select(CommentOf)],
            Rating = rating,
        };
    }

    private TicketComment CommentOf(ApiJson comment)
    {
        var author = comment["author_id"].RequiredText;
        var via = comment["via"];
        var channel = via["channel"].Text;
        var isOwn = author == self && channel is "api" or "web_service";
        var kind = isOwn ? AuthorKind.Self : KindOf(author, channel);
        return new TicketComment
        {
            Id = new CommentId(comment["id"].RequiredText),
            Author = new CommentAuthor(kind, author),
            Public = comment["public"].Flag ?? throw new HelpdeskException(HelpdeskFault.Garbled, "A comment is neither public nor private."),
            Origin = channel switch
            {
                "email" => CommentOrigin.Email,
                "api" or "web_service" => CommentOrigin.Api,

                // What a merge or a follow-up writes comes over the web too, and says so.
                "web" when kind == AuthorKind.Staff && !via["source"]["rel"].Exists => CommentOrigin.Helpdesk,
                _ => CommentOrigin.Other,
            },
            Text = comment["html_body"].Text is { } html ? CommentText.FromHtml(html, isOwn)
                : CommentText.FromPlain(comment["plain_body"].Text ?? comment["body"].Text ?? "", isOwn),
            At = comment["created_at"].RequiredTime,
            Suspect = IsSuspect(comment, kind, author),
        };
    }

    /// <summary>By the role that the account has now; who is gone or stands for the helpdesk itself (-1) is nobody's word.</summary>
    private AuthorKind KindOf(string author, string? channel) => channel is "rule" or "trigger" or "automation" or "system" ? AuthorKind.Machine
        : UserOf(author)["role"].Text switch
        {
            "agent" or "admin" => AuthorKind.Staff,
            "end-user" => AuthorKind.Customer,
            _ => AuthorKind.Machine,
        };

    /// <summary>
    /// Flagged by Zendesk, written by somebody else than the requester, by staff who are shut out, or by a person who uses our account.
    /// </summary>
    private bool IsSuspect(ApiJson comment, AuthorKind kind, string author) =>
        comment["metadata"]["flags"].Each().Any()
        || (kind == AuthorKind.Customer && author != requester)
        || (kind == AuthorKind.Staff && (author == self || UserOf(author)["active"].Flag == false || UserOf(author)["suspended"].Flag == true));

    private ApiJson UserOf(string id) => users.GetValueOrDefault(id);

    private static string? NotBlank(ApiJson text) => string.IsNullOrWhiteSpace(text.Text) ? null : text.Text;
}
