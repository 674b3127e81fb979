using Microsoft.Extensions.Logging;
using RefundAgent.Context;
using RefundAgent.Queues;
using RefundAgent.Web.Auth;

namespace RefundAgent.Web;

/// <summary>
/// Whether tables and queues answer: without them nothing is decided and no webhook is kept. However many probes ask, storage is asked once
/// for a while, and never for longer than a probe waits.
/// </summary>
public sealed partial class Readiness(IContextStore contexts, IQueues queues, TimeProvider time, ILogger<Readiness> logger)
{
    /// <summary>How long an answer is good for.</summary>
    public static TimeSpan GoodFor { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How long storage may take: much longer than it does, and not so long that a probe gives up first.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private Task<bool>? look;
    private long began;
    private bool wasReady = true;

    /// <param name="cancellationToken">Ends this caller's wait; the look itself is everybody's.</param>
    public Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (look is null || (look.IsCompleted && time.GetElapsedTime(began) >= GoodFor))
            {
                (look, began) = (LookAsync(), time.GetTimestamp());
            }

            return look.WaitAsync(cancellationToken);
        }
    }

    private async Task<bool> LookAsync()
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            await Task.WhenAll(
                ReadTablesAsync(limit.Token),
                queues[QueueNames.Tickets].CountAsync(limit.Token),
                queues[QueueNames.Feedback].CountAsync(limit.Token)).WaitAsync(limit.Token);
            return wasReady = true;
        }
        catch (Exception failure)
        {
            if (wasReady)
            {
                LogNotReady(failure);
            }

            return wasReady = false;
        }
    }

    /// <summary>That there is no policy yet, or that somebody damaged the row, is no reason to keep callers away: it is for them to be told.</summary>
    private async Task ReadTablesAsync(CancellationToken cancellationToken)
    {
        try
        {
            await contexts.ReadPointerAsync(DefaultTenant.Id, cancellationToken);
        }
        catch (UnreadableRowException)
        {
            // The table has answered.
        }
    }

    [LoggerMessage(2010, LogLevel.Warning, "Storage does not answer a probe: not ready until it does")]
    private partial void LogNotReady(Exception failure);
}
