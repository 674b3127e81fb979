using System.Collections.Immutable;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Intercom;

/// <summary>
/// Makes a ticket of a conversation as API 2.15 shows it: the message that opened it (<c>source</c>) and up to 500 newest parts, of which
/// those count that somebody wrote something in. Intercom's OpenAPI description, schemas <c>conversation</c> and <c>conversation_part</c>.
/// </summary>
internal static class IntercomThread
{
    public static HelpdeskTicket Read(ApiJson conversation, IntercomWorkspace workspace)
    {
        var customer = CustomerOf(conversation);
        var said = PartsOf(conversation).Select(part => PartOf(part, customer, workspace)).Prepend(SourceOf(conversation, customer, workspace));
        return new HelpdeskTicket
        {
            Id = new TicketId(conversation["id"].RequiredText),
            State = conversation["state"].RequiredText == "closed" ? TicketState.Solved : TicketState.Open,
            Customer = customer,
            Channel = conversation["source"]["type"].Text,
            Tags = [.. conversation["tags"]["tags"].Each().Select(tag => tag["name"].RequiredText)],
            Assignee = AssigneeOf(conversation),
            Comments = [.. said.Where(comment => comment.Text.Length > 0).OrderBy(comment => comment.At)],
            Rating = RatingOf(conversation["conversation_rating"]),
        };
    }

    /// <summary>Of a conversation as it is read, or as a call that wrote on it answers.</summary>
    public static IEnumerable<ApiJson> PartsOf(ApiJson conversation) => conversation["conversation_parts"]["conversation_parts"].Each();

    /// <summary>Not "assigned to …", and no attribute that was set.</summary>
    public static bool IsWrittenBy(ApiJson part, string admin) =>
        part["author"] is var author && author["type"].Text == "admin" && author["id"].Text == admin && part["body"].Text is { Length: > 0 };

    private static TicketComment SourceOf(ApiJson conversation, HelpdeskCustomer customer, IntercomWorkspace workspace)
    {
        var source = conversation["source"];
        var author = AuthorOf(source["author"], workspace);
        if (author.Kind == AuthorKind.Staff && source["delivered_as"].Text != "admin_initiated")
        {
            // A campaign, a series or a workflow wrote to many in somebody's name: nobody took the conversation over by that.
            author = author with { Kind = AuthorKind.Machine };
        }

        return new TicketComment
        {
            // A message's id is counted apart from the parts'.
            Id = new CommentId($"source-{conversation["id"].RequiredText}"),
            Author = author,
            Public = true,
            Origin = source["type"].Text == "email" ? CommentOrigin.Email : CommentOrigin.Other,
            Text = TextOf(source["body"], isOwn: false),
            At = conversation["created_at"].RequiredTime,
            Suspect = IsSuspect(source, author, customer, workspace),
        };
    }

    private static TicketComment PartOf(ApiJson part, HelpdeskCustomer customer, IntercomWorkspace workspace)
    {
        var author = AuthorOf(part["author"], workspace);
        var type = part["part_type"].RequiredText;
        return new TicketComment
        {
            Id = new CommentId(part["id"].RequiredText),
            Author = author,
            Public = !type.StartsWith("note", StringComparison.Ordinal),
            Origin = part["email_message_metadata"].Exists ? CommentOrigin.Email
                : part["app_package_code"].Exists ? CommentOrigin.Api
                : author.Kind == AuthorKind.Staff && type is "comment" or "note" or "note_and_reopen" ? CommentOrigin.Helpdesk
                : CommentOrigin.Other,
            Text = TextOf(part["body"], author.Kind == AuthorKind.Self),
            At = part["created_at"].RequiredTime,
            Suspect = IsSuspect(part, author, customer, workspace),
        };
    }

    /// <summary>Bots, Fin and campaigns speak in the name of admins and teams; what is not plainly a person is a machine.</summary>
    private static CommentAuthor AuthorOf(ApiJson author, IntercomWorkspace workspace)
    {
        var id = author["id"].Text ?? "nobody";
        return new CommentAuthor(
            author["type"].Text switch
            {
                _ when IsCustomer(author) => AuthorKind.Customer,
                "admin" when author["from_ai_agent"].Flag is not true => id == workspace.Own ? AuthorKind.Self : AuthorKind.Staff,
                _ => AuthorKind.Machine,
            },
            id);
    }

    /// <summary>A lead is a visitor who has not signed in; in a group conversation others speak beside the customer.</summary>
    private static bool IsSuspect(ApiJson said, CommentAuthor author, HelpdeskCustomer customer, IntercomWorkspace workspace) =>
        said["redacted"].Flag is true || author.Kind switch
        {
            AuthorKind.Customer => author.Id != customer.Id || said["author"]["type"].Text == "lead",
            AuthorKind.Staff => !workspace.Admins.Contains(author.Id),
            _ => false,
        };

    /// <summary>Who opened the conversation, else its first contact. A lead's external id is Intercom's own invention and no shop's.</summary>
    private static HelpdeskCustomer CustomerOf(ApiJson conversation)
    {
        var opener = conversation["source"]["author"];
        var authors = PartsOf(conversation).Select(part => part["author"]).Prepend(opener).Where(IsCustomer).ToImmutableArray();
        var contacts = conversation["contacts"]["contacts"].Each().ToImmutableArray();
        var id = (IsCustomer(opener) ? opener["id"].Text : contacts.FirstOrDefault()["id"].Text) ?? authors.FirstOrDefault()["id"].RequiredText;
        var own = authors.Where(author => author["id"].Text == id).ToImmutableArray();
        var isUser = own.Any(author => author["type"].Text == "user");
        return new HelpdeskCustomer(
            id,
            isUser ? contacts.FirstOrDefault(contact => contact["id"].Text == id)["external_id"].Text : null,
            own.Select(author => author["email"].Text).FirstOrDefault(email => !string.IsNullOrWhiteSpace(email)));
    }

    private static bool IsCustomer(ApiJson author) => author["type"].Text is "user" or "lead" or "contact";

    /// <summary>A team and an admin may both have it; "nobody" is told by null and by 0.</summary>
    private static string? AssigneeOf(ApiJson conversation) =>
        conversation["admin_assignee_id"].Text is { } admin and not "0" ? admin
        : conversation["team_assignee_id"].Text is { } team and not "0" ? IHelpdesk.Team + team
        : null;

    private static TicketRating? RatingOf(ApiJson rating) =>
        rating["rating"].Number is { } score and >= 1 and <= 5
            ? new TicketRating((int)score, (rating["updated_at"].Exists ? rating["updated_at"] : rating["created_at"]).RequiredTime)
            : null;

    /// <summary>HTML, as long as nobody asks for anything else; a body that was set through the API may be bare text.</summary>
    private static string TextOf(ApiJson body, bool isOwn) =>
        body.Text is not { } text ? ""
        : text.TrimStart().StartsWith('<') ? CommentText.FromHtml(text, isOwn)
        : CommentText.FromPlain(text, isOwn);
}
