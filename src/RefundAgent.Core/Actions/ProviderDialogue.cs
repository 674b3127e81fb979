using Microsoft.Extensions.Logging;

namespace RefundAgent.Actions;

/// <summary>
/// What is said to the payment provider about one refund, and what its silence means: a provider that broke off may have paid, which is neither
/// a failure nor a reason to ask under another key. Writes nothing down.
/// </summary>
internal sealed partial class ProviderDialogue(IRefundGateway gateway, TimeProvider time, ILogger logger)
{
    /// <summary>Asks for the refund, under the row's key.</summary>
    public async Task<RefundResult> AskAsync(RefundEntry entry, CancellationToken cancellationToken)
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
                Destination = entry.Destination,
                Note = RefundNote.Of(entry),
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

    /// <summary>The same where it may have been asked before: a provider that knows no such payment now is another account's, and proves nothing.</summary>
    public async Task<RefundResult> AskAgainAsync(RefundEntry entry, CancellationToken cancellationToken) =>
        await AskAsync(entry, cancellationToken) switch
        {
            RefundResult.Failed { Failure: RefundFailure.NotFound } failed => new RefundResult.Unknown(
                $"The payment provider may have been asked before and now knows no such payment ({failed.Detail}); check whose account the key is of."),
            var answer => answer,
        };

    /// <summary>What its own books say of the refund.</summary>
    public async Task<ProviderBooks> LookUpAsync(RefundEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var refunds = await gateway.ListRefundsAsync(entry.Tenant, entry.Payment, cancellationToken);
            var found = refunds.Where(refund => refund.Key == entry.Key)
                .MaxBy(refund => (refund.Reference == entry.ProviderReference, refund.Amount == entry.Amount));
            LogResumed(logger, entry.Key, entry.State, found is not null);
            return found is null ? new ProviderBooks.Empty() : new ProviderBooks.Lists(found);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProviderBooks.Silent(NoAnswer(entry, fault));
        }
    }

    private RefundResult.Unknown NoAnswer(RefundEntry entry, Exception fault)
    {
        LogNoAnswer(logger, fault, entry.Key);
        return new RefundResult.Unknown("The payment provider gave no answer; the refund will be looked up there.");
    }

    [LoggerMessage(3002, LogLevel.Warning, "Refund {Key} was left {State} by an earlier run; known to the provider: {Found}.")]
    private static partial void LogResumed(ILogger logger, RefundKey key, RefundState state, bool found);

    [LoggerMessage(3003, LogLevel.Error, "The payment provider gave no answer for refund {Key}; it stays reserved until it is looked up.")]
    private static partial void LogNoAnswer(ILogger logger, Exception fault, RefundKey key);

    [LoggerMessage(3004, LogLevel.Debug, "The payment provider answered for refund {Key} after {Milliseconds} ms.")]
    private static partial void LogAnswered(ILogger logger, RefundKey key, double milliseconds);
}

/// <summary>What a provider's books say of one refund; a closed set.</summary>
internal abstract record ProviderBooks
{
    private ProviderBooks()
    {
    }

    /// <summary>It has a refund under our key, whatever its sum.</summary>
    public sealed record Lists(ProviderRefund Refund) : ProviderBooks;

    /// <summary>It has none.</summary>
    public sealed record Empty : ProviderBooks;

    /// <summary>It did not say.</summary>
    public sealed record Silent(RefundResult.Unknown Why) : ProviderBooks;
}
