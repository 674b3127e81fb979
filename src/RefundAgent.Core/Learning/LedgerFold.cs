using System.Collections.Immutable;
using RefundAgent.Controls;
using RefundAgent.Feedback;
using RefundAgent.Learning.Lessons;
using RefundAgent.Leases;
using RefundAgent.Privacy;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Learning;

/// <summary>
/// Reads the rows above the last checkpoint, joins each with its case and folds them in. A checkpoint of other terms or other tombstones is
/// no beginning: the ledger is folded again from its first row, and what was revoked is then as if it had never been.
/// </summary>
internal sealed class LedgerFold(IFeedbackLedger ledger, IDecisionRecords records, ILearnerCheckpoints checkpoints, HeldLease lease)
{
    private const int RenewEvery = 50;

    /// <summary>What a crash costs at most; a refold of a long ledger is not started over.</summary>
    private const int SaveEvery = 2000;

    /// <summary>A report is a row, and a row has its size; the ledger has them all.</summary>
    private const int MostReported = 50;

    public async Task<FoldedLedger> FoldAsync(TenantId tenant, LearnerTerms terms, Tombstones tombstones, CancellationToken cancellationToken)
    {
        var fingerprint = terms.Fingerprint(tombstones.Fingerprint);
        var known = await checkpoints.FindAsync(tenant, cancellationToken);
        var learner = known?.Fingerprint == fingerprint ? Learner.GoOn(terms, known) : Learner.Start(terms);
        var (events, idle) = (0, 0);
        var setAside = ImmutableArray.CreateBuilder<string>();
        var lessons = ImmutableArray.CreateBuilder<LessonRow>();
        await foreach (var entry in ledger.ReadAsync(tenant, learner.Through, cancellationToken))
        {
            if (events % RenewEvery == 0)
            {
                await lease.RenewAsync(cancellationToken);
            }

            if (++events % SaveEvery == 0)
            {
                await checkpoints.SaveAsync(tenant, learner.Checkpoint() with { Fingerprint = fingerprint }, cancellationToken);
            }

            if (tombstones.Hide(entry.Event))
            {
                learner.Pass(entry.Sequence);
                continue;
            }

            if (entry.Event.Lesson is { } lesson && lessons.Count < MostReported)
            {
                lessons.Add(LessonRow.Of(lesson, entry.Event.By));
            }

            var labelled = await JoinAsync(tenant, entry, cancellationToken);
            if (!learner.Observe(labelled) && Learner.WhySetAside(labelled) is { } why)
            {
                idle++;
                if (entry.Event.Lesson is null)
                {
                    Note(setAside, $"{entry.Event.Id}: {why}");
                }
            }
        }

        if (events > 0 || known?.Fingerprint != fingerprint)
        {
            await lease.RenewAsync(cancellationToken);
            await checkpoints.SaveAsync(tenant, learner.Checkpoint() with { Fingerprint = fingerprint }, cancellationToken);
        }

        return new FoldedLedger(learner, events, idle, setAside.ToImmutable(), lessons.ToImmutable());
    }

    private static void Note(ImmutableArray<string>.Builder setAside, string text)
    {
        if (setAside.Count <= MostReported)
        {
            setAside.Add(setAside.Count < MostReported ? PersonalData.Mask(text) : "and more, all in the ledger");
        }
    }

    private async Task<LabelledEvent> JoinAsync(TenantId tenant, LedgerEntry entry, CancellationToken cancellationToken)
    {
        // What can neither label a case nor speak against a ruling needs no case: a flood of it costs no reads.
        if (SignalTrust.WhyNotALabel(entry.Event) is not null && !SignalTrust.IsLateOutcome(entry.Event) && !SignalTrust.IsComplaint(entry.Event))
        {
            return new LabelledEvent(entry, null);
        }

        var record = await records.FindAsync(tenant, entry.Event.Decision, cancellationToken);
        return new LabelledEvent(entry, record is null ? null : LabelledCases.Of(record, entry.Event.Claim));
    }
}

/// <param name="Learner">With everything in the ledger.</param>
/// <param name="Events">Rows folded.</param>
/// <param name="Idle">Those of them that taught nothing.</param>
/// <param name="SetAside">The first of these, each with its reason.</param>
/// <param name="Lessons">The first answers of a model about staff's words.</param>
internal sealed record FoldedLedger(Learner Learner, int Events, int Idle, ImmutableArray<string> SetAside, ImmutableArray<LessonRow> Lessons);
