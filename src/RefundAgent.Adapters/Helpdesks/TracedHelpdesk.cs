using System.Diagnostics;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks;

/// <summary>A span for each call to a helpdesk, so that its share of the time is seen; it tells the kind of helpdesk and nothing of the ticket.</summary>
internal sealed class TracedHelpdesk(IHelpdesk inner, string kind) : IHelpdesk
{
    public TimeSpan ShowsWithin => inner.ShowsWithin;

    public Task<HelpdeskTicket?> ReadAsync(TicketId ticket, CancellationToken cancellationToken) =>
        TraceAsync("read", () => inner.ReadAsync(ticket, cancellationToken));

    public Task<CommentId?> NoteAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        TraceAsync("note", () => inner.NoteAsync(ticket, text, cancellationToken));

    public Task<CommentId?> ReplyAsync(HelpdeskTicket ticket, string text, CancellationToken cancellationToken) =>
        TraceAsync("reply", () => inner.ReplyAsync(ticket, text, cancellationToken));

    public Task TagAsync(HelpdeskTicket ticket, IReadOnlyList<string> tags, CancellationToken cancellationToken) =>
        TraceAsync("tag", () => Done(inner.TagAsync(ticket, tags, cancellationToken)));

    public Task AssignAsync(HelpdeskTicket ticket, string assignee, CancellationToken cancellationToken) =>
        TraceAsync("assign", () => Done(inner.AssignAsync(ticket, assignee, cancellationToken)));

    /// <summary>Asked for page by page between other work: the pages are no step of any ticket.</summary>
    public IAsyncEnumerable<TicketId> ChangedSinceAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        inner.ChangedSinceAsync(since, cancellationToken);

    private async Task<T> TraceAsync<T>(string operation, Func<Task<T>> call)
    {
        using var span = Spans.Start($"{SpanNames.Helpdesk} {operation}", ActivityKind.Client)?.SetTag(SpanTags.Connection, kind);
        try
        {
            return await call();
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            throw;
        }
    }

    private static async Task<bool> Done(Task call)
    {
        await call;
        return true;
    }
}
