using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Actions;
using RefundAgent.Context;
using RefundAgent.Feedback;
using RefundAgent.Helpdesks;
using RefundAgent.Policies;
using RefundAgent.Records;

namespace RefundAgent.Decisions;

/// <summary>
/// Carries out what a record intends: its refunds, then what people said of it to the learner and the ticket, then the record is completed. All of it may
/// be done again after a crash at any step: refunds have their keys, feedback its ids, and a record is completed only as it was read.
/// </summary>
public sealed partial class Intents(
    RefundExecutor refunds, IFeedbackQueue feedback, TicketBell tickets, IDecisionRecords records, ActiveContext active, TimeProvider time, ILogger<Intents> logger)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    /// <param name="record">As it stands in the store.</param>
    /// <param name="account">As the customer's was last read; <see cref="CustomerAccount.Empty"/> to have it read.</param>
    /// <returns>The record, complete; at once where it is so already.</returns>
    public Task<DecisionRecord> CarryOutAsync(DecisionRecord record, CustomerAccount account, CancellationToken cancellationToken) =>
        record.State == RecordState.Intended
            ? Spans.RunAsync(SpanNames.CarryOut, () => CompleteAsync(record, account, cancellationToken), DecisionSpan.Tell)
            : Task.FromResult(record);

    private async Task<DecisionRecord> CompleteAsync(DecisionRecord record, CustomerAccount account, CancellationToken cancellationToken)
    {
        while (record.State == RecordState.Intended)
        {
            var claims = await RefundAsync(record, account, cancellationToken);
            foreach (var claim in record.Claims.Where(each => each.Answer is { Settled: false }))
            {
                await feedback.SendAsync(AnswerFeedback.Of(record, claim), cancellationToken);
                await tickets.RingAsync(record, cancellationToken);
            }

            var done = record with
            {
                State = RecordState.Complete,
                Claims = [.. claims.Select(claim => claim.Settled())],
                IntendedAt = null,
                CompletedAt = time.GetUtcNow(),
            };
            record = await records.ReplaceAsync(done, null, cancellationToken) ?? await ReadAsync(record, cancellationToken);
            account = CustomerAccount.Empty;
        }

        return record;
    }

    /// <summary>Carries on an intent that somebody else left, unless the operator has switched the agent off since: then nothing new is begun.</summary>
    public async Task<DecisionRecord> CarryOnAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        LogTakenOver(record.Id);
        var policy = (await active.ReadAsync(record.Tenant, cancellationToken)).Policy;
        return await CarryOutAsync(policy.Mode == Mode.Off ? Closed(record) : record, CustomerAccount.Empty, cancellationToken);
    }

    /// <summary>
    /// Brings a complete record up to date with its refunds, asking the provider where the ledger does not know; at once where nothing has
    /// changed. Once the operator has switched the agent off, it is only looked up what was begun.
    /// </summary>
    public async Task<DecisionRecord> FollowUpAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        while (record.State == RecordState.Complete)
        {
            var isOff = record.Claims.Any(claim => claim.Refund is { IsSettled: false })
                && (await active.ReadAsync(record.Tenant, cancellationToken)).Policy.Mode == Mode.Off;
            var claims = await Task.WhenAll(record.Claims.Select(async claim => claim.Refund is { } refund
                ? Told(record, claim, await refunds.FollowUpAsync(isOff ? Closed(refund) : refund, cancellationToken))
                : claim));
            if (claims.Zip(record.Claims, (now, before) => Same(now.Refund, before.Refund)).All(same => same))
            {
                return record;
            }

            record = await records.ReplaceAsync(record with { Claims = [.. claims] }, null, cancellationToken) ?? await ReadAsync(record, cancellationToken);
        }

        return record;
    }

    /// <summary>Leaves an intent to whoever is at it, and carries it out oneself once their time has run out.</summary>
    /// <returns>The record, complete.</returns>
    public async Task<DecisionRecord> FinishAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (record.State == RecordState.Intended)
        {
            var ours = HasRunOut(record, began) ? await records.ReplaceAsync(record with { IntendedAt = time.GetUtcNow() }, null, cancellationToken) : null;
            if (ours is not null)
            {
                return await CarryOnAsync(ours, cancellationToken);
            }

            await Task.Delay(PollEvery, time, cancellationToken);
            record = await ReadAsync(record, cancellationToken);
        }

        return record;
    }

    private async Task<ImmutableArray<ClaimRecord>> RefundAsync(DecisionRecord record, CustomerAccount account, CancellationToken cancellationToken)
    {
        var claims = ImmutableArray.CreateBuilder<ClaimRecord>(record.Claims.Length);
        foreach (var claim in record.Claims)
        {
            if (claim.Refund is not { Result: null } refund)
            {
                claims.Add(claim);
                continue;
            }

            (var done, account) = await refunds.ExecuteAsync(refund, account, cancellationToken);
            claims.Add(Told(record, claim, done));
        }

        return claims.DrainToImmutable();
    }

    private ClaimRecord Told(DecisionRecord record, ClaimRecord claim, RefundAction done)
    {
        foreach (var part in done.Parts)
        {
            LogRefund(record.Id, claim.Id, part.Plan.Key, part.Result?.GetType().Name ?? "not begun");
        }

        return claim.After(Reopened(done));
    }

    private static bool Same(RefundAction? now, RefundAction? before) =>
        now is null || now.Parts.Zip(before!.Parts, (left, right) => left.Result == right.Result).All(same => same);

    private static RefundRefusal SwitchedOff { get; } = new(RefundFailure.Limit, "The agent was switched off before the refund was begun.");

    private static DecisionRecord Closed(DecisionRecord record) => record with
    {
        Claims =
        [
            .. record.Claims.Select(claim => claim.Refund is { Result: null } refund ? claim with { Refund = Closed(refund) } : claim),
        ],
    };

    private static RefundAction Closed(RefundAction refund) => refund with { Caps = refund.Caps with { Closed = SwitchedOff } };

    /// <summary>The switch is looked at each time anew: a record that kept it off would stay so when the operator has switched on again.</summary>
    private static RefundAction Reopened(RefundAction done) =>
        done.Caps.Closed == SwitchedOff ? done with { Caps = done.Caps with { Closed = null } } : done;

    /// <summary>By the intent's own time, or by ours where a clock has been put back.</summary>
    private bool HasRunOut(DecisionRecord record, long began) =>
        time.GetUtcNow() >= (record.IntendedAt ?? record.DecidedAt) + MessageTurns.HoldFor || time.GetElapsedTime(began) >= MessageTurns.HoldFor;

    private async Task<DecisionRecord> ReadAsync(DecisionRecord record, CancellationToken cancellationToken) =>
        await records.FindAsync(record.Tenant, record.Id, cancellationToken)
            ?? throw new InvalidOperationException($"Decision {record.Id} is gone from the store while it is being carried out.");

    [LoggerMessage(1002, LogLevel.Information, "Decision {Decision}, claim {Claim}: refund {Refund} is {Result}")]
    private partial void LogRefund(DecisionId decision, ClaimId claim, RefundKey refund, string result);

    [LoggerMessage(1005, LogLevel.Warning, "Decision {Decision} was left unfinished by an earlier run and is carried out now")]
    private partial void LogTakenOver(DecisionId decision);
}
