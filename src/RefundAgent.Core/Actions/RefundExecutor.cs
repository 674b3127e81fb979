using Microsoft.Extensions.Logging;

namespace RefundAgent.Actions;

/// <summary>
/// Carries out one refund so that money moves at most once, however often, wherever and after whatever crash it is called: the ledger row
/// first, then the provider under the row's key, then the row's new state. Three steps and no write between the first two: a row that is
/// only planned has therefore to be taken as one that the provider may have been asked for, and is looked up there first.
/// </summary>
public sealed partial class RefundExecutor(IRefundLedger ledger, IRefundGateway gateway, TimeProvider time, ILogger<RefundExecutor> logger)
{
    /// <param name="planned">What the policy ruled; where its key is known already, the row that stands in the ledger counts instead.</param>
    /// <param name="caps">What it may not pass.</param>
    /// <param name="seen">The account as the ledger last gave it.</param>
    /// <returns>What is known now, and the account for the next refund of this customer.</returns>
    public async Task<(RefundResult Result, CustomerAccount Account)> ExecuteAsync(
        RefundEntry planned, RefundCaps caps, CustomerAccount seen, CancellationToken cancellationToken)
    {
        switch (await ledger.PlanAsync(planned, caps, seen, cancellationToken))
        {
            case PlanResult.Refused refused:
                return (new RefundResult.Failed(RefundFailure.Limit, refused.Why), seen);

            case PlanResult.Known { Entry: var other } when !IsSamePlan(other, planned):
                return (new RefundResult.Failed(RefundFailure.Limit, AnsweredBefore(other)), seen with { ETag = null });

            case PlanResult.Known { Entry: var entry }:
                // The caller's view may be older than this row: it is to be read again before anything is planned on it.
                return (await ResumeAsync(entry, cancellationToken), seen with { ETag = null });

            case PlanResult.Planned { Entry: var entry, Account: var account }:
                var result = await SettleAsync(entry, await CallAsync(entry, cancellationToken), cancellationToken);
                return (result, result is RefundResult.Failed ? account.Without(entry) : account);

            default:
                throw new InvalidOperationException("A plan has three results.");
        }
    }

    /// <summary>Two answers to one question share its key: what the first came to must not be told as the outcome of the second.</summary>
    private static bool IsSamePlan(RefundEntry stands, RefundEntry planned) =>
        stands.Amount == planned.Amount && stands.Order == planned.Order && stands.Items.SequenceEqual(planned.Items);

    private static string AnsweredBefore(RefundEntry other) =>
        $"An earlier answer to the same question led to a refund of {other.Amount} for order {other.Order}; this one was not carried out.";

    private async Task<RefundResult> ResumeAsync(RefundEntry entry, CancellationToken cancellationToken) => entry.State switch
    {
        RefundState.Succeeded or RefundState.Failed or RefundState.Pending => ResultOf(entry),
        _ => await SettleAsync(entry, await LookUpAsync(entry, cancellationToken), cancellationToken),
    };

    /// <summary>The provider's own list tells whether it was asked before; only if not is it asked, and under the same key.</summary>
    private async Task<RefundResult> LookUpAsync(RefundEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var refunds = await gateway.ListRefundsAsync(entry.Tenant, entry.Payment, cancellationToken);
            var found = refunds.FirstOrDefault(refund => refund.Key == entry.Key);
            LogResumed(logger, entry.Key, entry.State, found is not null);
            return found is null ? await CallAsync(entry, cancellationToken) : ResultOf(found);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return NoAnswer(entry, fault);
        }
    }

    private async Task<RefundResult> CallAsync(RefundEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var request = new RefundRequest
            {
                Tenant = entry.Tenant,
                Key = entry.Key,
                Payment = entry.Payment,
                Amount = entry.Amount,
                Decision = entry.Decision,
                Order = entry.Order,
                Claim = entry.Claim,
            };
            var started = time.GetTimestamp();
            var answer = await gateway.RefundAsync(request, cancellationToken);
            LogAnswered(logger, entry.Key, time.GetElapsedTime(started).TotalMilliseconds);
            return answer;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return NoAnswer(entry, fault);
        }
    }

    /// <summary>Writes the outcome down; where another run was faster, its row tells the outcome.</summary>
    private async Task<RefundResult> SettleAsync(RefundEntry entry, RefundResult result, CancellationToken cancellationToken)
    {
        var (state, reference, detail) = result switch
        {
            RefundResult.Succeeded succeeded => (RefundState.Succeeded, succeeded.Reference, default(string)),
            RefundResult.Pending pending => (RefundState.Pending, pending.Reference, null),
            RefundResult.Failed failed => (RefundState.Failed, default(string), $"{failed.Failure}: {failed.Detail}"),
            RefundResult.Unknown unknown => (RefundState.Unknown, null, unknown.Detail),
            _ => throw new InvalidOperationException("A refund has four results."),
        };
        var moved = await ledger.MoveAsync(entry, state, reference, detail, cancellationToken);
        LogSettled(logger, entry.Key, moved.State);
        return moved.State == state ? result : ResultOf(moved);
    }

    /// <summary>A provider that broke off may have paid: neither a failure nor a reason to ask under another key.</summary>
    private RefundResult.Unknown NoAnswer(RefundEntry entry, Exception fault)
    {
        LogNoAnswer(logger, fault, entry.Key);
        return new RefundResult.Unknown("The payment provider gave no answer; the refund will be looked up there.");
    }

    private static RefundResult ResultOf(RefundEntry entry) => entry.State switch
    {
        RefundState.Succeeded => new RefundResult.Succeeded(entry.ProviderReference ?? entry.Key.Value),
        RefundState.Pending => new RefundResult.Pending(entry.ProviderReference ?? entry.Key.Value),
        RefundState.Failed => FailureOf(entry.Detail ?? string.Empty),
        _ => new RefundResult.Unknown(entry.Detail ?? "The refund is being carried out elsewhere."),
    };

    private static RefundResult ResultOf(ProviderRefund refund) => refund.State switch
    {
        RefundState.Succeeded => new RefundResult.Succeeded(refund.Reference),
        RefundState.Failed => new RefundResult.Failed(RefundFailure.Rejected, $"The provider reports refund {refund.Reference} as failed."),
        RefundState.Unknown => new RefundResult.Unknown($"The provider does not know how refund {refund.Reference} stands."),
        _ => new RefundResult.Pending(refund.Reference),
    };

    /// <summary>Reads back what <see cref="SettleAsync"/> wrote.</summary>
    private static RefundResult.Failed FailureOf(string detail)
    {
        var colon = detail.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && Enum.TryParse<RefundFailure>(detail.AsSpan(0, colon), out var failure)
            ? new RefundResult.Failed(failure, detail[(colon + 2)..])
            : new RefundResult.Failed(RefundFailure.Rejected, detail);
    }

    [LoggerMessage(3001, LogLevel.Information, "Refund {Key} is {State}.")]
    private static partial void LogSettled(ILogger logger, RefundKey key, RefundState state);

    [LoggerMessage(3002, LogLevel.Warning, "Refund {Key} was left {State} by an earlier run; known to the provider: {Found}.")]
    private static partial void LogResumed(ILogger logger, RefundKey key, RefundState state, bool found);

    [LoggerMessage(3003, LogLevel.Error, "The payment provider gave no answer for refund {Key}; it stays reserved until it is looked up.")]
    private static partial void LogNoAnswer(ILogger logger, Exception fault, RefundKey key);

    [LoggerMessage(3004, LogLevel.Debug, "The payment provider answered for refund {Key} after {Milliseconds} ms.")]
    private static partial void LogAnswered(ILogger logger, RefundKey key, double milliseconds);
}
