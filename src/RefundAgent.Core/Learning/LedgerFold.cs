using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Feedback;
using RefundAgent.Leases;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Learning;

/// <summary>Reads the rows above the head, joins each with its case and what was said of it before, and folds them in.</summary>
internal sealed class LedgerFold(IFeedbackLedger ledger, IDecisionRecords records, IContextStore contexts, HeldLease lease)
{
    /// <summary>Rows that taught nothing are read again until one does, but no more than this many.</summary>
    private const int MostReadAgain = 500;

    private const int RenewEvery = 50;

    /// <summary>A report is a row, and a row has its size; the ledger has them all.</summary>
    private const int MostReported = 50;

    public async Task<FoldedLedger> FoldAsync(TenantId tenant, ContextVersion version, CancellationToken cancellationToken)
    {
        var head = await contexts.FindAsync(tenant, version, cancellationToken)
            ?? throw new InvalidOperationException($"The pointer of tenant '{tenant}' names context version {version}, which is not stored.");
        var before = LearnerState.From(head);
        var state = before;
        var (events, idle) = (0, 0);
        var setAside = ImmutableArray.CreateBuilder<string>();
        await foreach (var entry in ledger.ReadAsync(tenant, head.Through, cancellationToken))
        {
            if (events++ % RenewEvery == 0)
            {
                await lease.RenewAsync(cancellationToken);
            }

            var labelled = await JoinAsync(tenant, entry, cancellationToken);
            state = Learner.Fold(state, labelled);
            if (Learner.WhySetAside(labelled) is { } why)
            {
                idle++;
                Note(setAside, $"{entry.Event.Id}: {why}");
            }
        }

        return new FoldedLedger(state, events, idle, setAside.ToImmutable(), !state.TeachesTheSameAs(before) || events >= MostReadAgain);
    }

    private static void Note(ImmutableArray<string>.Builder setAside, string text)
    {
        if (setAside.Count <= MostReported)
        {
            setAside.Add(setAside.Count < MostReported ? text : "and more, all in the ledger");
        }
    }

    private async Task<LabelledEvent> JoinAsync(TenantId tenant, LedgerEntry entry, CancellationToken cancellationToken)
    {
        // What cannot label a case needs no case: a flood of it costs no reads.
        if (SignalTrust.WhyNotALabel(entry.Event) is not null)
        {
            return new LabelledEvent(entry, null, []);
        }

        var record = await records.FindAsync(tenant, entry.Event.Decision, cancellationToken);
        var said = await ledger.OfDecisionAsync(tenant, entry.Event.Decision, cancellationToken);
        return new LabelledEvent(
            entry,
            record is null ? null : LabelledCases.Of(record, entry.Event.Claim),
            [.. said.Where(each => each.Sequence < entry.Sequence).OrderBy(each => each.Sequence)]);
    }
}

/// <param name="Head">With everything in the ledger.</param>
/// <param name="Events">Rows folded.</param>
/// <param name="Idle">Those of them that taught nothing.</param>
/// <param name="SetAside">The first of these, each with its reason.</param>
/// <param name="NeedsSaving">The head says something new, or too much would have to be read again.</param>
internal sealed record FoldedLedger(LearnerState Head, int Events, int Idle, ImmutableArray<string> SetAside, bool NeedsSaving);
