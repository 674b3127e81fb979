using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Front;

/// <summary>
/// One thread of Front's two: messages, which the customer sees, and comments, which the team sees and nobody can send by e-mail. Shapes:
/// <c>MessageResponse</c>, <c>CommentResponse</c> and <c>TeammateResponse</c> of the Core API's description.
/// </summary>
/// <param name="customer">Whose conversation it is.</param>
/// <param name="handle">How Front writes to the customer.</param>
internal sealed class FrontThread(HelpdeskCustomer customer, string? handle)
{
    /// <summary>
    /// Front's names for authors that are programs with a token, as we are: without an author of their own, our words appear under one of them.
    /// </summary>
    private static readonly string[] Programs = ["api", "application", "integration"];

    /// <param name="messages">Newest first.</param>
    /// <param name="comments">Newest first.</param>
    public IEnumerable<TicketComment> Of(IEnumerable<ApiJson> messages, IEnumerable<ApiJson> comments) => messages
        .Where(message => !message["draft_mode"].Exists && message["is_draft"].Flag is not true)
        .Reverse()
        .Select(OfMessage)
        .Concat(comments.Reverse().Select(OfComment))
        .OrderBy(comment => comment.At);

    private TicketComment OfMessage(ApiJson message)
    {
        var isInbound = message["is_inbound"].Flag is true;
        var sender = isInbound ? message["recipients"].Each().FirstOrDefault(each => each["role"].Text == "from")["handle"].Text : null;
        var isTheirs = sender is not null && sender.Equals(handle, StringComparison.OrdinalIgnoreCase);
        var author = isInbound
            ? new CommentAuthor(AuthorKind.Customer, isTheirs ? customer.Id : sender ?? "unknown")
            : AuthorOf(message["author"], AuthorKind.Self);
        return new TicketComment
        {
            Id = new CommentId(message["id"].RequiredText),
            Author = author,
            Public = true,
            Origin = isInbound ? message["type"].Text == "email" ? CommentOrigin.Email : CommentOrigin.Other : OriginOf(author),
            Text = TextOf(message, author.Kind == AuthorKind.Self),
            At = message["created_at"].RequiredTime,
            Suspect = isInbound && !isTheirs,
        };
    }

    private static TicketComment OfComment(ApiJson comment)
    {
        var author = AuthorOf(comment["author"], AuthorKind.Machine);
        return new TicketComment
        {
            Id = new CommentId(comment["id"].RequiredText),
            Author = author,
            Public = false,
            Origin = OriginOf(author),
            Text = CommentText.FromPlain(FrontMarkdown.Read(comment["body"].Text ?? ""), isOwn: true),
            At = comment["posted_at"].RequiredTime,
            Suspect = comment["author"]["is_blocked"].Flag is true,
        };
    }

    /// <param name="author">A teammate, or a program in a teammate's form.</param>
    /// <param name="nobody">Who it is where Front names no author.</param>
    private static CommentAuthor AuthorOf(ApiJson author, AuthorKind nobody)
    {
        var type = author["type"].Text;
        var kind = !author.Exists ? nobody
            : type == "user" ? AuthorKind.Staff
            : Array.IndexOf(Programs, type) >= 0 ? AuthorKind.Self
            : AuthorKind.Machine;
        return new CommentAuthor(kind, author["id"].Text ?? "front");
    }

    private static CommentOrigin OriginOf(CommentAuthor author) => author.Kind switch
    {
        AuthorKind.Staff => CommentOrigin.Helpdesk,
        AuthorKind.Self => CommentOrigin.Api,
        _ => CommentOrigin.Other,
    };

    private static string TextOf(ApiJson message, bool isOwn)
    {
        var body = message["body"].Text ?? "";
        return message["type"].Text == "email" || body.Contains('<', StringComparison.Ordinal)
            ? CommentText.FromHtml(body, isOwn)
            : CommentText.FromPlain(body.Length > 0 ? body : message["text"].Text ?? "", isOwn);
    }
}
