namespace RefundAgent.Helpdesks;

/// <summary>One thing that was said on a ticket.</summary>
public sealed record TicketComment
{
    public required CommentId Id { get; init; }

    public required CommentAuthor Author { get; init; }

    /// <summary>The customer sees it.</summary>
    public required bool Public { get; init; }

    public required CommentOrigin Origin { get; init; }

    /// <summary>Plain text: no markup, and not the older mail that a mail program quotes below.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The helpdesk itself is not sure that the author wrote it (sent on somebody's behalf, not signed in, redacted, edited).</summary>
    public bool Suspect { get; init; }
}

/// <param name="Kind">As the helpdesk knows it, never as the comment says.</param>
/// <param name="Id">The helpdesk's own.</param>
public sealed record CommentAuthor(AuthorKind Kind, string Id);

/// <summary>Who speaks.</summary>
public enum AuthorKind
{
    Customer,

    /// <summary>A person of the team.</summary>
    Staff,

    /// <summary>This product's own account.</summary>
    Self,

    /// <summary>A rule, a bot, another app, the helpdesk itself.</summary>
    Machine,
}

/// <summary>How a comment came in; only what was typed into the helpdesk by somebody signed in there can be a staff command.</summary>
public enum CommentOrigin
{
    /// <summary>Typed into the helpdesk's own pages.</summary>
    Helpdesk,

    /// <summary>Anybody can write a From line.</summary>
    Email,

    /// <summary>Written by a program, in whoever's name.</summary>
    Api,

    /// <summary>Anything else, chats and forms among it; nothing that a person of the team types.</summary>
    Other,
}
