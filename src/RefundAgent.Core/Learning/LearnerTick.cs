using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Learning.Lessons;
using RefundAgent.Leases;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Learning;

/// <summary>
/// One run of the learner: inbox → ledger → fold → head → overlay → next version → pointer. Every step can be repeated, and what a step did
/// is found again by the next run, so that a process killed between any two of them loses nothing and counts nothing twice. Where a model is
/// asked about what staff wrote, that comes last, so that no model can hold up what people's verdicts teach.
/// </summary>
public sealed class LearnerTick(
    IFeedbackInbox inbox,
    IFeedbackLedger ledger,
    IDecisionRecords records,
    IContextStore contexts,
    ActiveContext active,
    IControlLog controls,
    ILearnerCheckpoints checkpoints,
    TenantRounds rounds,
    ILearnerRuns runs,
    IIdSource ids,
    LearnerMeter meter,
    TimeProvider time,
    ILogger<LearnerTick> logger,
    LessonRound? lessons = null)
{
    /// <summary>The lease's name: one learner at a time, across machines.</summary>
    public const string LeaseName = "learner";

    /// <summary>A run that found nothing to do leaves a row only when the newest is older than this, so that a silent learner is seen.</summary>
    public static TimeSpan Heartbeat { get; } = TimeSpan.FromHours(1);

    /// <exception cref="AggregateException">A tenant's run failed; the other tenants' runs were done all the same.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => Spans.RunAsync(SpanNames.Learn, () => RunAllAsync(cancellationToken));

    private async Task RunAllAsync(CancellationToken cancellationToken)
    {
        var tenants = await rounds.RunAsync(LeaseName, RunAsync, cancellationToken);
        if (tenants is null or 0)
        {
            meter.Ran(tenant: null, tenants is null ? LearnerResult.Busy : LearnerResult.Nothing);
        }
    }

    private async Task RunAsync(TenantId tenant, HeldLease lease, CancellationToken cancellationToken)
    {
        try
        {
            meter.Ran(tenant, await LearnAsync(tenant, lease, cancellationToken));
        }
        catch (Exception failure) when (failure is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            meter.Ran(tenant, LearnerResult.Failed);
            throw;
        }
    }

    private async Task<LearnerResult> LearnAsync(TenantId tenant, HeldLease lease, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var taken = await new InboxIntake(inbox, ledger, lease).TakeInAsync(tenant, cancellationToken);
        var pointer = await new ContextInForce(contexts, controls).SettleAsync(tenant, cancellationToken);
        var basis = await active.ReadAsync(tenant, cancellationToken);
        var said = await controls.ReadAsync(tenant, cancellationToken);
        var overlay = Overlay.Of(said);

        var folded = await new LedgerFold(ledger, records, checkpoints, lease)
            .FoldAsync(tenant, LearnerTerms.Of(basis.Policy), Tombstones.Of(said), cancellationToken);
        var head = overlay.Apply(folded.Learner.Head(
            new HeadTerms { Policy = basis.Policy, DemotedAfter = overlay.Demoted }, pointer.Context));

        var publisher = new HeadPublisher(contexts, lease);
        var to = pointer.Held ? await publisher.KeepAsync(tenant, pointer, head, cancellationToken)
            : head.TeachesTheSameAs(basis.Context) ? pointer.Context
            : await publisher.PublishAsync(tenant, pointer, head, cancellationToken);
        if (to is null)
        {
            LearnerLog.Outrun(logger, tenant.Value);
            return LearnerResult.Outrun;
        }

        meter.Differed(tenant, folded.Learner.Disagreement);

        if (taken > 0 || folded.Events > 0 || to != pointer.Context || await IsSilentAsync(tenant, began, cancellationToken))
        {
            LearnerLog.Ran(logger, tenant.Value, folded.Events, folded.Idle, pointer.Context.Number, to.Value.Number);
            await runs.AddAsync(tenant, LearnerReport.Of(ids.Next(), began, pointer, to.Value, folded, head), cancellationToken);
        }

        if (lessons is not null)
        {
            await lessons.AskAsync(tenant, folded.Learner, head, lease, cancellationToken);
        }

        return to != pointer.Context ? LearnerResult.Published : pointer.Held ? LearnerResult.Kept : LearnerResult.Nothing;
    }

    private async Task<bool> IsSilentAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellationToken) =>
        await runs.NewestAsync(tenant, 1, cancellationToken) is not [var newest] || now - newest.At >= Heartbeat || newest.At > now;
}
