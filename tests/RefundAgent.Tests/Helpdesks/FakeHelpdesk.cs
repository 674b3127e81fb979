using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks;

/// <summary>A helpdesk in memory behind the port, for the desk's own tests: it does what it is told, and fails as it is told.</summary>
internal sealed class FakeHelpdesk(TimeProvider time) : IHelpdesk
{
    public const string Self = "agent-account";
    public const string Customer = "u-7";

    private readonly Dictionary<TicketId, HelpdeskTicket> tickets = [];
    private readonly Queue<Func<bool, Exception?>> faults = new();
    private int comments;

    public TimeSpan ShowsWithin { get; set; }

    /// <summary>A comment that is accepted gets no name, and shows at the second reading after it.</summary>
    public bool IsSlow { get; set; }

    public int Readings { get; private set; }

    /// <summary>What the agent did, in order.</summary>
    public List<string> Calls { get; } = [];

    private readonly List<(TicketId Ticket, TicketComment Comment, int ShowsAt)> late = [];

    public HelpdeskTicket this[string ticket]
    {
        get => tickets[new TicketId(ticket)];
        set => tickets[new TicketId(ticket)] = value;
    }

    public string Open(string ticket, string text, CommentOrigin origin = CommentOrigin.Other, string? shopId = "mara.lind", string? email = null)
    {
        this[ticket] = new HelpdeskTicket
        {
            Id = new TicketId(ticket),
            State = TicketState.Open,
            Customer = new HelpdeskCustomer(Customer, shopId, email),
            Channel = "form",
            Comments = [],
        };
        return CustomerWrites(ticket, text, origin);
    }

    public void Delete(string ticket) => tickets.Remove(new TicketId(ticket));

    public string CustomerWrites(string ticket, string text, CommentOrigin origin = CommentOrigin.Other, string by = Customer) =>
        Add(ticket, AuthorKind.Customer, by, isPublic: true, origin, text);

    public string StaffNotes(string ticket, string staff, string text, CommentOrigin origin = CommentOrigin.Helpdesk) =>
        Add(ticket, AuthorKind.Staff, staff, isPublic: false, origin, text);

    public string StaffReplies(string ticket, string staff, string text) =>
        Add(ticket, AuthorKind.Staff, staff, isPublic: true, CommentOrigin.Helpdesk, text);

    public string Add(string ticket, AuthorKind kind, string by, bool isPublic, CommentOrigin origin, string text, bool suspect = false)
    {
        var comment = Comment(kind, by, isPublic, origin, text) with { Suspect = suspect };
        this[ticket] = this[ticket] with { Comments = [.. this[ticket].Comments, comment] };
        return comment.Id.Value;
    }

    public ImmutableArray<TicketComment> Own(string ticket) => [.. this[ticket].Comments.Where(comment => comment.Author.Kind == AuthorKind.Self)];

    public ImmutableArray<string> Replies(string ticket) => [.. Own(ticket).Where(comment => comment.Public).Select(comment => comment.Text)];

    public ImmutableArray<string> Notes(string ticket) => [.. Own(ticket).Where(comment => !comment.Public).Select(comment => comment.Text)];

    /// <summary>The next call that writes fails before or after it had its effect; <paramref name="fault"/> is asked with true afterwards.</summary>
    public void FailNext(Func<bool, Exception?> fault) => faults.Enqueue(fault);

    public void FailNextAfterwards(HelpdeskFault fault) => FailNext(isAfter => isAfter ? new HelpdeskException(fault, "for the test") : null);

    public void FailNextBefore(HelpdeskFault fault) => FailNext(isAfter => isAfter ? null : new HelpdeskException(fault, "for the test"));

    public Task<HelpdeskTicket?> ReadAsync(TicketId ticket, CancellationToken cancellationToken)
    {
        Readings++;
        foreach (var (there, comment, _) in late.Where(each => each.ShowsAt <= Readings).ToArray())
        {
            tickets[there] = tickets[there] with { Comments = [.. tickets[there].Comments, comment] };
        }

        late.RemoveAll(each => each.ShowsAt <= Readings);
        return Task.FromResult(tickets.GetValueOrDefault(ticket));
    }

    public Task<CommentId?> NoteAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) => WriteAsync(ticket, isPublic: false, text);

    public Task<CommentId?> ReplyAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) => WriteAsync(ticket, isPublic: true, text);

    public Task TagAsync(HelpdeskTicket ticket, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        Calls.Add($"tag {string.Join(',', tags)}");
        tickets[ticket.Id] = tickets[ticket.Id] with { Tags = [.. tickets[ticket.Id].Tags.Union(tags)] };
        return Task.CompletedTask;
    }

    public Task AssignAsync(HelpdeskTicket ticket, string assignee, CancellationToken cancellationToken)
    {
        Calls.Add($"assign {assignee}");
        tickets[ticket.Id] = tickets[ticket.Id] with { Assignee = assignee };
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<TicketId> ChangedSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var ticket in tickets.Values.Where(each => each.Comments.Any(comment => comment.At >= since)))
        {
            yield return ticket.Id;
        }
    }

    private Task<CommentId?> WriteAsync(HelpdeskTicket ticket, bool isPublic, string text)
    {
        var fault = faults.Count > 0 ? faults.Dequeue() : null;
        if (fault?.Invoke(false) is { } before)
        {
            throw before;
        }

        Calls.Add(isPublic ? "reply" : "note");
        var comment = Comment(AuthorKind.Self, Self, isPublic, CommentOrigin.Api, text);
        if (IsSlow)
        {
            late.Add((ticket.Id, comment, Readings + 2));
        }
        else
        {
            tickets[ticket.Id] = tickets[ticket.Id] with { Comments = [.. tickets[ticket.Id].Comments, comment] };
        }

        return fault?.Invoke(true) is { } after ? throw after : Task.FromResult(IsSlow ? (CommentId?)null : comment.Id);
    }

    private TicketComment Comment(AuthorKind kind, string by, bool isPublic, CommentOrigin origin, string text) => new()
    {
        Id = new CommentId($"{++comments}"),
        Author = new CommentAuthor(kind, by),
        Public = isPublic,
        Origin = origin,
        Text = text,
        At = time.GetUtcNow(),
    };
}
