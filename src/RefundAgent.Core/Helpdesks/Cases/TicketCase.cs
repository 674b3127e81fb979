using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>
/// What has been done about one ticket of a helpdesk, so that nothing is done twice and what a crash cut off is taken up. Ids only: what was
/// said stands in the helpdesk and in the erasable papers of the decisions.
/// </summary>
public sealed record TicketCase
{
    private const int MostEvents = 50;

    public required TenantId Tenant { get; init; }

    public required ConnectionName Connection { get; init; }

    /// <summary>The helpdesk's own id.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>The customer's comments that were decided, in that order.</summary>
    public ImmutableArray<DecidedComment> Decided { get; init; } = [];

    /// <summary>What was written on the ticket, or set out to be.</summary>
    public ImmutableArray<CasePost> Posts { get; init; } = [];

    /// <summary>Staff comments that were taken for commands, carried out or answered with why not.</summary>
    public ImmutableArray<CommentId> Heard { get; init; } = [];

    /// <summary>Feedback that was passed on, by event id.</summary>
    public ImmutableArray<string> Told { get; init; } = [];

    /// <summary>A person of the team answered the customer: from then on the agent decides and answers nothing here.</summary>
    public Takeover? TakenOver { get; init; }

    /// <summary>As it was when last looked at.</summary>
    public TicketState State { get; init; }

    /// <summary>The last that was passed on.</summary>
    public TicketRating? Rating { get; init; }

    /// <summary>The ticket that this one was merged into.</summary>
    public TicketId? MergedInto { get; init; }

    /// <summary>The last events that had their effect, newest last.</summary>
    public ImmutableArray<CaseEvent> Events { get; init; } = [];

    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Something is still to come that no webhook may tell of: a person's answer, or a comment that has not shown yet.</summary>
    public bool Waits { get; init; }

    /// <summary>The store's own mark of the row's version; never written into the row.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    public static TicketCase Of(HelpdeskConnection connection, TicketId ticket) =>
        new() { Tenant = connection.Tenant, Connection = connection.Name, Ticket = ticket };

    public bool HasSeen(string? key) => key is not null && Events.Any(each => each.Key == key);

    public CasePost? Post(DecisionId decision, string step) => Posts.FirstOrDefault(post => post.Decision == decision && post.Step == step);

    public TicketCase With(CasePost post) =>
        this with { Posts = [.. Posts.Where(each => each.Marker != post.Marker), post] };

    public TicketCase WithEvent(CaseEvent seen) => this with { Events = [.. Events.TakeLast(MostEvents - 1), seen] };
}

/// <param name="Comment">The customer's.</param>
/// <param name="Decision">What was decided on it.</param>
public sealed record DecidedComment(CommentId Comment, DecisionId Decision);

/// <param name="Comment">The staff's answer to the customer.</param>
/// <param name="By">The helpdesk's id of who wrote it.</param>
public sealed record Takeover(CommentId Comment, string By);

/// <summary>An event that has had its effect.</summary>
/// <param name="Key">As signed; null where it was our own wake-up call.</param>
/// <param name="Did">What was done about it, in order: for an operator who tries a connection out.</param>
public sealed record CaseEvent(string? Key, DateTimeOffset At, ImmutableArray<string> Did);
