using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Gorgias;

/// <summary>What was said on a ticket (developers.gorgias.com/reference/the-ticketmessage-object).</summary>
/// <param name="people">Who is staff.</param>
/// <param name="customer">The ticket's, by Gorgias' number.</param>
internal sealed class GorgiasThread(GorgiasPeople people, string customer)
{
    /// <summary>Null for a message that was deleted.</summary>
    public async Task<TicketComment?> OfAsync(ApiJson message, CancellationToken cancellationToken)
    {
        if (message["deleted_datetime"].Exists)
        {
            return null;
        }

        var author = await AuthorAsync(message, cancellationToken);
        return new TicketComment
        {
            Id = new CommentId(message["id"].RequiredText),
            Author = author,
            Public = message["channel"].Text != "internal-note" && message["public"].Flag is not false,
            Origin = OriginOf(message, author),
            Text = TextOf(message, author.Kind),
            At = message["created_datetime"].RequiredTime,
            Suspect = author.Kind == AuthorKind.Customer && author.Id != customer,
        };
    }

    private async Task<CommentAuthor> AuthorAsync(ApiJson message, CancellationToken cancellationToken)
    {
        var sender = message["sender"]["id"].Text ?? "gorgias";
        var kind = message["from_agent"].Flag is false ? AuthorKind.Customer
            : message["rule_id"].Exists || message["via"].Text == "rule" ? AuthorKind.Machine
            : sender == await people.OwnIdAsync(cancellationToken) && IsOurs(message) ? AuthorKind.Self
            : message["sender"]["id"].Exists && await people.IsStaffAsync(sender, cancellationToken) ? AuthorKind.Staff
            : AuthorKind.Machine;
        return new CommentAuthor(kind, sender);
    }

    /// <summary>Somebody may have signed in to Gorgias as the agent's user; what they type is theirs.</summary>
    private static bool IsOurs(ApiJson message) => message["via"].Text == "api" || GorgiasMarker.Is(message["external_id"].Text);

    private static CommentOrigin OriginOf(ApiJson message, CommentAuthor author) => message["via"].Text switch
    {
        "helpdesk" when author.Kind == AuthorKind.Staff => CommentOrigin.Helpdesk,
        "email" => CommentOrigin.Email,
        "api" => CommentOrigin.Api,
        _ => CommentOrigin.Other,
    };

    private static string TextOf(ApiJson message, AuthorKind author)
    {
        var isOwn = author == AuthorKind.Self;

        // Gorgias takes quoted mail and signatures off what comes in.
        var stripped = author == AuthorKind.Customer ? message["stripped_text"].Text : null;
        var plain = string.IsNullOrWhiteSpace(stripped) ? message["body_text"].Text : stripped;
        var text = string.IsNullOrWhiteSpace(plain)
            ? CommentText.FromHtml(message["body_html"].Text ?? "", isOwn)
            : CommentText.FromPlain(plain, isOwn);
        var marker = isOwn ? message["external_id"].Text : null;
        return GorgiasMarker.Is(marker) && GorgiasMarker.In(text) != marker ? $"{text}\n{marker}" : text;
    }
}
