using System.Collections.Immutable;
using RefundAgent.Controls;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Experiments;

/// <summary>Counts what customers signalled in each arm, over the decisions of a stretch of time and what the ledger says of them.</summary>
public sealed class ArmResults(IDecisionRecords records, IFeedbackLedger ledger, IControlLog controls)
{
    private const int Page = 200;

    /// <returns>One for each arm that something was decided in, the version in force first.</returns>
    public async Task<ImmutableArray<ArmResult>> ReadAsync(TenantId tenant, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var decided = new Dictionary<DecisionId, (TicketId Ticket, Arm Arm)>();
        string? cursor = null;
        do
        {
            var page = await records.ListAsync(tenant, new DecisionFilter(null, since), cursor, Page, cancellationToken);
            foreach (var record in page.Records)
            {
                if (record.Arm is { Arm: var arm })
                {
                    decided[record.Id] = (record.Ticket, arm);
                }
            }

            cursor = page.Cursor;
        }
        while (cursor is not null);

        return decided.Count == 0 ? [] : Of(decided, await SignalsAsync(tenant, decided, cancellationToken));
    }

    private async Task<List<FeedbackEvent>> SignalsAsync(
        TenantId tenant, Dictionary<DecisionId, (TicketId Ticket, Arm Arm)> decided, CancellationToken cancellationToken)
    {
        var unsaid = Tombstones.Of(await controls.ReadAsync(tenant, cancellationToken));
        var signals = new List<FeedbackEvent>();
        await foreach (var entry in ledger.ReadAsync(tenant, 0, cancellationToken))
        {
            if (entry.Event.Kind is FeedbackKind.Csat or FeedbackKind.Reopen && decided.ContainsKey(entry.Event.Decision) && !unsaid.Hide(entry.Event))
            {
                signals.Add(entry.Event);
            }
        }

        return signals;
    }

    /// <summary>A case that met two arms, because the shares were changed in its midst, counts in each with what was decided there.</summary>
    private static ImmutableArray<ArmResult> Of(Dictionary<DecisionId, (TicketId Ticket, Arm Arm)> decided, List<FeedbackEvent> signals)
    {
        var reopened = signals.Where(signal => signal.Kind == FeedbackKind.Reopen).Select(signal => decided[signal.Decision]).ToHashSet();
        var scores = new Dictionary<(TicketId, Arm), int>();
        foreach (var signal in signals.Where(signal => signal.Score is not null))
        {
            scores[decided[signal.Decision]] = signal.Score!.Value;
        }

        return
        [
            .. from one in decided.Values
               group one by one.Arm into arm
               orderby arm.Key
               let cases = arm.Distinct().ToArray()
               let rated = cases.Where(scores.ContainsKey).Select(each => scores[each]).ToArray()
               select new ArmResult(
                   arm.Key, arm.Count(), cases.Length, cases.Count(reopened.Contains), rated.Length == 0 ? null : new CsatResult(rated.Average(), rated.Length)),
        ];
    }
}
