using Microsoft.Extensions.Logging;
using RefundAgent.Context;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Controls;

/// <summary>
/// Takes people's words about what is learned. Each is logged first and takes effect second; whatever comes between, the next run of the
/// learner settles, and a request that is repeated adds nothing.
/// </summary>
public sealed partial class ContextDesk(
    IControlLog log, IContextStore contexts, ContextInForce inForce, ItemSearch items, IFeedbackLedger ledger, TimeProvider time, ILogger<ContextDesk> logger)
{
    /// <summary>Brings a version back and holds it there: the learner goes on learning and puts nothing in force until somebody resumes.</summary>
    public async Task<ControlResult> RollBackAsync(TenantId tenant, ContextVersion to, PrincipalId by, string? note, CancellationToken cancellationToken) =>
        await contexts.FindAsync(tenant, to, cancellationToken) is null
            ? new ControlResult.Unknown($"Context version {to} is not stored for tenant '{tenant}'; 0 is the one in which nothing is learned.")
            : await SayAsync(tenant, new Control.Rollback(to), by, note, cancellationToken);

    /// <summary>Lets the newest that was learned decide again.</summary>
    public async Task<ControlResult> ResumeAsync(TenantId tenant, PrincipalId by, string? note, CancellationToken cancellationToken) =>
        Overlay.Of(await log.ReadAsync(tenant, cancellationToken)).HeldAt is null
            ? new ControlResult.Done(null, await inForce.SettleAsync(tenant, cancellationToken))
            : await SayAsync(tenant, new Control.Resume(), by, note, cancellationToken);

    public async Task<ControlResult> RetireAsync(TenantId tenant, LearnedItemId item, PrincipalId by, string? note, CancellationToken cancellationToken) =>
        await items.FindAsync(tenant, item, cancellationToken) is { } found
            ? await SayAsync(tenant, new Control.RetireItem(item, (found.Item as LearnedItem.Guideline)?.Segment), by, note, cancellationToken)
            : NoItem(tenant, item);

    public async Task<ControlResult> PinAsync(TenantId tenant, LearnedItemId item, PrincipalId by, string? note, CancellationToken cancellationToken) =>
        await items.FindAsync(tenant, item, cancellationToken) is { } found
            ? await SayAsync(tenant, new Control.PinItem(found.Item), by, note, cancellationToken)
            : NoItem(tenant, item);

    /// <summary>The segment waits for a person until people have agreed to it anew, often enough, in what comes after this.</summary>
    public async Task<ControlResult> DemoteAsync(TenantId tenant, string segment, PrincipalId by, string? note, CancellationToken cancellationToken)
    {
        var pointer = await contexts.ReadPointerAsync(tenant, cancellationToken);
        var active = await contexts.FindAsync(tenant, pointer.Context, cancellationToken);
        if (active?.Segments.GetValueOrDefault(segment) is not { } tally)
        {
            return new ControlResult.Unknown($"No segment of that name has been judged for tenant '{tenant}': take it from GET /api/context as it is.");
        }

        var said = await log.ReadAsync(tenant, cancellationToken);
        return !tally.Earned && said.LastOrDefault(entry => entry.By == by && entry.Control is Control.DemoteSegment demoted && demoted.Segment == segment) is { } before
            ? new ControlResult.Done(before, pointer)
            : await SayAsync(
                tenant, new Control.DemoteSegment(segment, Math.Max(active.Through, await ledger.LastAsync(tenant, cancellationToken))), by, note, cancellationToken);
    }

    /// <summary>The learner's next run makes of what was learned what it would be had this person never spoken, and so for all they say from now on.</summary>
    public Task<ControlResult> RevokeAsync(TenantId tenant, PrincipalId reviewer, PrincipalId by, string? note, CancellationToken cancellationToken) =>
        SayAsync(tenant, new Control.RevokeReviewer(reviewer), by, note, cancellationToken);

    /// <summary>The same for one thing that somebody said.</summary>
    public async Task<ControlResult> UndoAsync(TenantId tenant, EventKey said, PrincipalId by, string? note, CancellationToken cancellationToken) =>
        await ledger.FindAsync(tenant, said, cancellationToken) is null
            ? new ControlResult.Unknown($"The ledger of tenant '{tenant}' has no event '{said.Id}' of '{said.By}'; what was said just now gets there with the learner's next run.")
            : await SayAsync(tenant, new Control.UndoEvent(said.Id, said.By), by, note, cancellationToken);

    private async Task<ControlResult> SayAsync(TenantId tenant, Control control, PrincipalId by, string? note, CancellationToken cancellationToken)
    {
        var entry = await log.AppendAsync(tenant, control, by, time.GetUtcNow(), note, cancellationToken);
        LogSaid(by.Value, control.GetType().Name, tenant.Value, entry.Sequence);
        return new ControlResult.Done(entry, await inForce.SettleAsync(tenant, cancellationToken));
    }

    private static ControlResult.Unknown NoItem(TenantId tenant, LearnedItemId item) =>
        new($"None of the last hundred versions of tenant '{tenant}' has an item '{item}'.");

    [LoggerMessage(4100, LogLevel.Information, "{Person} said {Control} to the learner of tenant {Tenant}: word {Sequence} of its log")]
    private partial void LogSaid(string person, string control, string tenant, long sequence);
}
