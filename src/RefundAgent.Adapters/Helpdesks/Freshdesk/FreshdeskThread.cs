using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Freshdesk;

/// <summary>
/// Puts Freshdesk's answers into our words; the first message is the ticket's description and no conversation. Source:
/// developers.freshdesk.com/api, Tickets, Conversations, Contacts, Agents.
/// </summary>
/// <param name="ticket">As <c>tickets/{id}</c> shows it.</param>
/// <param name="contact">The requester; absent where that is an agent.</param>
/// <param name="staff">Everybody who wrote and is an agent, by id, with whether they may still sign in.</param>
/// <param name="self">The id of the agent whose key we have.</param>
internal sealed class FreshdeskThread(ApiJson ticket, ApiJson contact, IReadOnlyDictionary<string, bool> staff, string self)
{
    private const string Reply = "0";
    private const string Note = "2";

    private const string ByMail = "1";

    /// <summary>The author of what an automation wrote.</summary>
    private const string Nobody = "0";

    /// <summary>A form on the shop's page, where anybody writes any address.</summary>
    private const string ByWidget = "9";

    private readonly string id = ticket["id"].RequiredText;
    private readonly string requester = ticket["requester_id"].RequiredText;
    private readonly string? source = ticket["source"].Text;

    /// <param name="conversations">Oldest first.</param>
    /// <param name="rating">The customer's newest; null for none.</param>
    public HelpdeskTicket Of(IEnumerable<ApiJson> conversations, TicketRating? rating) => new()
    {
        Id = new TicketId(id),

        // A closed ticket takes comments as a resolved one does.
        State = ticket["status"].RequiredText is "4" or "5" ? TicketState.Solved : TicketState.Open,
        Customer = new HelpdeskCustomer(requester, NotBlank(contact["unique_external_id"]), NotBlank(contact["email"])),
        Channel = source switch
        {
            ByMail => "email",
            "2" => "portal",
            "3" => "phone",
            "7" => "chat",
            ByWidget => "feedback widget",
            _ => null,
        },
        Language = NotBlank(contact["language"]),
        Tags = [.. ticket["tags"].Each().Select(tag => tag.RequiredText)],
        Assignee = ticket["responder_id"].Text ?? (ticket["group_id"].Text is { } group ? IHelpdesk.Team + group : null),
        Comments = [Description, .. conversations.Select(CommentOf)],
        Rating = rating,
    };

    private TicketComment Description => new()
    {
        Id = new CommentId($"description-{id}"),
        Author = new CommentAuthor(requester == self ? AuthorKind.Self : staff.ContainsKey(requester) ? AuthorKind.Staff : AuthorKind.Customer, requester),
        Public = true,
        Origin = source == ByMail ? CommentOrigin.Email : CommentOrigin.Other,
        Text = CommentText.FromHtml(ticket["description"].Text ?? ""),
        At = ticket["created_at"].RequiredTime,
        Suspect = source == ByWidget,
    };

    private TicketComment CommentOf(ApiJson conversation)
    {
        var author = conversation["user_id"].Text ?? Nobody;
        var isIncoming = FlagOf(conversation, "incoming");
        var isPrivate = FlagOf(conversation, "private");
        var kind = KindOf(author, isIncoming);
        return new TicketComment
        {
            Id = new CommentId(conversation["id"].RequiredText),
            Author = new CommentAuthor(kind, author),
            Public = !isPrivate,
            Origin = OriginOf(conversation, kind, isIncoming, isPrivate),
            Text = CommentText.FromHtml(conversation["body"].Text ?? "", kind == AuthorKind.Self),
            At = conversation["created_at"].RequiredTime,
            Suspect = (kind == AuthorKind.Customer && author != requester) || (kind == AuthorKind.Staff && !staff[author]),
        };
    }

    private AuthorKind KindOf(string author, bool isIncoming) =>
        author == self ? AuthorKind.Self
        : staff.ContainsKey(author) ? AuthorKind.Staff
        : author != Nobody && (isIncoming || author == requester) ? AuthorKind.Customer
        : AuthorKind.Machine;

    /// <summary>
    /// Freshdesk does not tell a note that was typed from one that a program wrote; what came by mail bears an address. A reply bears the
    /// team's own, so there it says nothing.
    /// </summary>
    private CommentOrigin OriginOf(ApiJson conversation, AuthorKind kind, bool isIncoming, bool isPrivate)
    {
        var hasSender = NotBlank(conversation["from_email"]) is not null;
        return kind switch
        {
            AuthorKind.Self => CommentOrigin.Api,
            AuthorKind.Customer => hasSender || source == ByMail ? CommentOrigin.Email : CommentOrigin.Other,
            AuthorKind.Staff when isIncoming => CommentOrigin.Email,
            AuthorKind.Staff when isPrivate => conversation["source"].Text != Note ? CommentOrigin.Other : hasSender ? CommentOrigin.Email : CommentOrigin.Helpdesk,
            AuthorKind.Staff when conversation["source"].Text is Reply or Note => CommentOrigin.Helpdesk,
            _ => CommentOrigin.Other,
        };
    }

    private static bool FlagOf(ApiJson conversation, string name) =>
        conversation[name].Flag ?? throw new HelpdeskException(HelpdeskFault.Garbled, $"A conversation does not say whether it is {name}.");

    private static string? NotBlank(ApiJson text) => string.IsNullOrWhiteSpace(text.Text) ? null : text.Text;
}
