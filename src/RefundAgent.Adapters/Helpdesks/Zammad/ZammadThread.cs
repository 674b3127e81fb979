using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Zammad;

/// <summary>
/// What a ticket and its articles say (docs.zammad.org/en/latest/api/ticket/articles.html). Zammad itself decides an article's <c>sender</c> by
/// the permission of whoever writes: Agent stands for somebody who may work on tickets, and who that is now is asked as well.
/// </summary>
/// <param name="ticket">Expanded.</param>
/// <param name="own">The id of the token's user.</param>
/// <param name="team">The authors of articles with sender Agent; null for one who is not there any more.</param>
internal sealed class ZammadThread(ApiJson ticket, string own, IReadOnlyDictionary<string, ZammadPerson?> team)
{
    /// <summary>The newest of a ticket; far more than a case has, and a bound on what one ticket can cost.</summary>
    public const int MostComments = 1000;

    /// <summary>Zammad's user "-", in whose name triggers and the system write, and who owns what nobody owns.</summary>
    private const string System = "1";

    /// <summary>Whose role has to be asked for; null where it is plain without.</summary>
    public static string? AgentOf(ApiJson article) => article["sender"].Text == "Agent" && article["created_by_id"].Text is { } author and not System ? author : null;

    /// <param name="state">What its state means.</param>
    /// <param name="customer">Null for one who is not there any more.</param>
    /// <param name="articles">Oldest first.</param>
    /// <param name="tags">The list.</param>
    public HelpdeskTicket ToTicket(TicketState state, ZammadPerson? customer, IReadOnlyList<ApiJson> articles, ApiJson tags)
    {
        var customerId = ticket["customer_id"].RequiredText;
        return new HelpdeskTicket
        {
            Id = new TicketId(ticket["id"].RequiredText),
            State = state,
            Customer = new HelpdeskCustomer(customerId, null, customer?.Email),
            Channel = articles.LastOrDefault(article => article["sender"].Text == "Customer")["type"].Text ?? ticket["create_article_type"].Text,
            Language = customer?.Locale,
            Tags = [.. tags.Each().Select(tag => tag.RequiredText)],
            Assignee = ticket["owner_id"].Text is { } owner and not System ? owner : IHelpdesk.Team + ticket["group_id"].RequiredText,
            Comments = [.. articles.Select(Comment)],
        };
    }

    private TicketComment Comment(ApiJson article)
    {
        var (author, isSuspect) = AuthorOf(article);
        var (body, isOwn) = (article["body"].Text ?? "", author.Kind == AuthorKind.Self);
        return new TicketComment
        {
            Id = new CommentId(article["id"].RequiredText),
            Author = author,
            Public = article["internal"].Flag == false,
            Origin = isOwn ? CommentOrigin.Api : OriginOf(article),
            Text = article["content_type"].Text?.Contains("html", StringComparison.OrdinalIgnoreCase) == true 
                ? CommentText.FromHtml(body, isOwn)
                : CommentText.FromPlain(body, isOwn),
            At = article["created_at"].RequiredTime,
            Suspect = isSuspect,
        };
    }

    private (CommentAuthor Author, bool IsSuspect) AuthorOf(ApiJson article)
    {
        var writer = article["created_by_id"].RequiredText;
        var inNameOf = article["origin_by_id"].Text ?? writer;
        return article["sender"].Text switch
        {
            // A colleague who types what was said on the phone, another of the same company, a form on the web that anybody fills in.
            "Customer" => (new(AuthorKind.Customer, inNameOf), inNameOf != writer || inNameOf != ticket["customer_id"].Text || ticket["preferences"]["form"].Exists),

            // Mail with our own address as its sender is somebody else's.
            "Agent" when writer == own => (new(IsIncomingMail(article) ? AuthorKind.Machine : AuthorKind.Self, writer), IsIncomingMail(article)),
            "Agent" when writer != System => (new(AuthorKind.Staff, writer), inNameOf != writer || team.GetValueOrDefault(writer) is not { IsStaff: true }),
            _ => (new(AuthorKind.Machine, writer), false),
        };
    }

    /// <summary>
    /// By what Zammad's own pages write: notes, what was said on the phone, and mail for which it chose the sending address. A program with a
    /// person's token writes the same, and cannot be told from that person.
    /// </summary>
    private static CommentOrigin OriginOf(ApiJson article) => (article["type"].Text, article["sender"].Text) switch
    {
        ("email", "Agent") => !IsIncomingMail(article) && article["preferences"]["email_address_id"].Exists ? CommentOrigin.Helpdesk : CommentOrigin.Email,
        ("email", _) => CommentOrigin.Email,
        ("note" or "phone", "Agent") when !IsIncomingMail(article) => CommentOrigin.Helpdesk,
        _ => CommentOrigin.Other,
    };

    /// <summary>What the mail channels note on each article that they make (zammad/zammad, app/models/channel/filter/auto_response_check.rb).</summary>
    private static bool IsIncomingMail(ApiJson article) => article["preferences"]["is-auto-response"].Exists;
}
