using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Records;

namespace RefundAgent.Decisions;

/// <summary>
/// Sees to it that nothing waits for a person unnoticed: what has waited for long is brought up again, what nobody answered in time goes to
/// a manager. It moves no money and refuses nobody anything, and a person's answer that was written a moment earlier stands.
/// </summary>
public sealed partial class ApprovalExpiry(IDecisionRecords records, ILogger<ApprovalExpiry> logger)
{
    /// <param name="record">That may have claims that wait; one that is just being carried out is left to whoever is at it.</param>
    /// <param name="now">What the claims' times are held against.</param>
    /// <param name="cancellationToken">Ends the look; what was written stays.</param>
    /// <returns>The record as it now stands. No operation where no claim is due, one where one is and nobody interferes.</returns>
    public async Task<DecisionRecord> LookAtAsync(DecisionRecord record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (record.State == RecordState.Complete)
        {
            var looked = record with { Claims = [.. record.Claims.Select(claim => LookAt(record, claim, now))] };
            if (looked.Claims.SequenceEqual(record.Claims))
            {
                return record;
            }

            if (record.ETag is not null && await records.ReplaceAsync(looked, null, cancellationToken) is { } written)
            {
                Report(written, record.Claims);
                return written;
            }

            record = await records.FindAsync(record.Tenant, record.Id, cancellationToken)
                ?? throw new InvalidOperationException($"Decision {record.Id} is gone from the store while it waits for a person.");
        }

        return record;
    }

    private static ClaimRecord LookAt(DecisionRecord record, ClaimRecord claim, DateTimeOffset now) =>
        !claim.IsOpen() || record.WaitOf(claim) is not { } wait ? claim
        : wait.IsOver(now) ? claim.Expired(wait, now)
        : wait.RemindedAt is null && now >= wait.RemindAt ? claim with { Wait = wait with { RemindedAt = now } }
        : claim;

    private void Report(DecisionRecord written, ImmutableArray<ClaimRecord> before)
    {
        foreach (var (claim, _) in written.Claims.Zip(before).Where(pair => pair.First != pair.Second))
        {
            var wait = claim.Wait!;
            if (wait.Ended is null)
            {
                LogReminder(written.Id, claim.Id, wait.Since, wait.ExpiresAt);
            }
            else
            {
                LogExpired(written.Id, claim.Id, wait.Since);
            }
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Decision {Decision}, claim {Claim}: waits for a person since {Since} and expires at {ExpiresAt}")]
    private partial void LogReminder(DecisionId decision, ClaimId claim, DateTimeOffset since, DateTimeOffset expiresAt);

    [LoggerMessage(1102, LogLevel.Warning, "Decision {Decision}, claim {Claim}: nobody has answered since {Since}, a manager has to take it over")]
    private partial void LogExpired(DecisionId decision, ClaimId claim, DateTimeOffset since);
}
