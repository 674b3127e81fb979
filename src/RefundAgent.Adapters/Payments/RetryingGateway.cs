using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Identity;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Payments;

/// <summary>
/// Asks again where an answer was lost, under the same key, which every provider promises to take as the same refund. A refusal is never
/// asked again, and what cannot be had within <see cref="TotalLimit"/> is left unknown for the ledger to look up.
/// </summary>
internal sealed partial class RetryingGateway : IRefundGateway
{
    /// <summary>For all tries and the waits between them, well below the 100 s that an HTTP call may take.</summary>
    public static readonly TimeSpan TotalLimit = TimeSpan.FromSeconds(50);

    /// <summary>A provider that wants to be left alone for longer is: waiting for it would only hold up the caller.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly IRefundGateway inner;
    private readonly ILogger<RetryingGateway> logger;
    private readonly ResiliencePipeline pipeline;

    /// <param name="ids">The process's source of randomness: keeps those that failed together from coming back together.</param>
    public RetryingGateway(
        IRefundGateway inner, int retries, TimeSpan timeout, TimeProvider time, IIdSource ids, ILogger<RetryingGateway> logger)
    {
        (this.inner, this.logger) = (inner, logger);
        var builder = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(TotalLimit);
        pipeline = (retries == 0 ? builder : builder.AddRetry(Retries(retries, ids))).AddTimeout(timeout).Build();
    }

    public async Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(async token => await inner.RefundAsync(request, token), cancellationToken);
        }
        catch (TimeoutRejectedException)
        {
            return new RefundResult.Unknown("The payment provider did not answer in time.");
        }
    }

    public Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        ReadAsync(token => inner.GetPaymentAsync(tenant, payment, token), cancellationToken);

    public Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(
        TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        ReadAsync(token => inner.ListRefundsAsync(tenant, payment, token), cancellationToken);

    private async Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(async token => await read(token), cancellationToken);
        }
        catch (TimeoutRejectedException late)
        {
            throw new ProviderException("The payment provider did not answer in time.", inner: late);
        }
    }

    private RetryStrategyOptions Retries(int retries, IIdSource ids) => new()
    {
        MaxRetryAttempts = retries,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromMilliseconds(500),
        MaxDelay = TimeSpan.FromSeconds(2),
        UseJitter = true,
        Randomizer = () => int.Parse(ids.Next().AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 65536d,
        ShouldHandle = arguments => ValueTask.FromResult(HintOf(arguments.Outcome) is { } hint && !(hint.After > LongestWait)),
        DelayGenerator = arguments => ValueTask.FromResult(HintOf(arguments.Outcome)?.After),
        OnRetry = arguments =>
        {
            LogRetry(logger, arguments.AttemptNumber + 2, arguments.RetryDelay.TotalMilliseconds);
            return default;
        },
    };

    private static RetryHint? HintOf(Outcome<object> outcome) => outcome switch
    {
        { Result: RefundResult.Unknown { Retry: { } hint } } => hint,
        { Exception: ProviderException { Retry: { } hint } } => hint,
        { Exception: TimeoutRejectedException } => new RetryHint(),
        _ => null,
    };

    [LoggerMessage(
        3111, LogLevel.Warning, "The payment provider gave no answer; try {Try} follows in {Milliseconds} ms, under the same key.")]
    private static partial void LogRetry(ILogger logger, int @try, double milliseconds);
}
