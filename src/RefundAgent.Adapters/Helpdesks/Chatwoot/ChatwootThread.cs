using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Chatwoot;

/// <summary>What a conversation and its messages say (chatwoot/chatwoot, app/views/api/v1/models/_message.json.jbuilder).</summary>
/// <param name="conversation">As <c>GET conversations/ID</c> shows it.</param>
/// <param name="own">The id of the token's agent.</param>
/// <param name="agents">Everybody who works in the account now.</param>
internal sealed class ChatwootThread(ApiJson conversation, string own, IReadOnlySet<string> agents)
{
    /// <summary>The newest of a conversation; far more than a case has, and a bound on what one can cost.</summary>
    public const int MostComments = 1000;

    /// <summary>Words for what the API says in numbers and a webhook in words.</summary>
    private const string Incoming = "0", Outgoing = "1";

    private string CustomerId => conversation["meta"]["sender"]["id"].RequiredText;

    /// <summary>Over the chat on a web site anybody can say who they are, unless the site vouches for them with its own signature.</summary>
    private bool IsProven => conversation["meta"]["channel"].Text != ChatwootText.WebWidget || conversation["meta"]["hmac_verified"].Flag == true;

    public HelpdeskTicket ToTicket(IReadOnlyList<ApiJson> messages, IReadOnlyList<string> labels)
    {
        var contact = conversation["meta"]["sender"];
        return new HelpdeskTicket
        {
            Id = new TicketId(conversation["id"].RequiredText),
            State = conversation["status"].Text == "resolved" ? TicketState.Solved : TicketState.Open,
            Customer = new HelpdeskCustomer(CustomerId, IsProven ? NotEmpty(contact["identifier"]) : null, NotEmpty(contact["email"])),
            Channel = conversation["meta"]["channel"].Text,
            Tags = [.. labels],
            Assignee = conversation["meta"]["assignee"]["id"].Text ?? (conversation["meta"]["team"]["id"].Text is { } team ? IHelpdesk.Team + team : null),
            Comments = [.. messages.Where(IsSaid).Select(Comment).TakeLast(MostComments)],
            Rating = messages.Select(RatingOf).LastOrDefault(rating => rating is not null),
        };
    }

    /// <summary>Not what Chatwoot says of itself, nor greetings and surveys, nor what was deleted.</summary>
    private static bool IsSaid(ApiJson message) => message["message_type"].Text is Incoming or Outgoing && message["content_attributes"]["deleted"].Flag != true;

    private static string? NotEmpty(ApiJson text) => text.Text is { Length: > 0 } said ? said : null;

    /// <summary>The survey is sent as a message, and answered in it; that message's time is the only one that is told.</summary>
    private static TicketRating? RatingOf(ApiJson message) =>
        message["content_type"].Text == "input_csat"
        && message["content_attributes"]["submitted_values"]["csat_survey_response"]["rating"].Number is { } rating and >= 1 and <= 5
            ? new TicketRating((int)rating, message["created_at"].RequiredTime)
            : null;

    private TicketComment Comment(ApiJson message)
    {
        var (author, isSuspect) = AuthorOf(message);
        var content = message["content"].Text ?? "";
        return new TicketComment
        {
            Id = new CommentId(message["id"].RequiredText),
            Author = author,
            Public = message["private"].Flag != true,
            Origin = OriginOf(message, author.Kind),
            Text = author.Kind == AuthorKind.Customer ? CommentText.FromPlain(content) : CommentText.FromPlain(ChatwootText.Unescape(content), author.Kind == AuthorKind.Self),
            At = message["created_at"].RequiredTime,
            Suspect = isSuspect,
        };
    }

    private (CommentAuthor Author, bool IsSuspect) AuthorOf(ApiJson message)
    {
        var sender = message["sender"];
        var id = sender["id"].Text;
        if (message["message_type"].Text == Incoming)
        {
            return (new(AuthorKind.Customer, id ?? CustomerId), !IsProven || (id is not null && id != CustomerId));
        }

        // What a rule of the account writes has no sender, or the one who made the rule.
        return sender["type"].Text != "user" || id is null || message["content_attributes"]["automation_rule_id"].Exists ? (new(AuthorKind.Machine, id ?? "chatwoot"), false)
            : id == own ? (new(AuthorKind.Self, id), false)
            : (new(AuthorKind.Staff, id), !agents.Contains(id));
    }

    /// <summary>A program with a person's token writes as that person does in Chatwoot's own pages, and cannot be told from them.</summary>
    private static CommentOrigin OriginOf(ApiJson message, AuthorKind author) => (author, message["content_type"].Text) switch
    {
        (AuthorKind.Self or AuthorKind.Machine, _) => CommentOrigin.Api,
        (_, "incoming_email") => CommentOrigin.Email,
        (AuthorKind.Staff, "text") => CommentOrigin.Helpdesk,
        _ => CommentOrigin.Other,
    };
}
