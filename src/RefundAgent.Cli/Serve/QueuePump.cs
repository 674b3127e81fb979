using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RefundAgent.Adapters.Queues;
using RefundAgent.Queues;

namespace RefundAgent.Cli.Serve;

/// <summary>
/// The queue trigger of a process that has no Functions host, with the rules that host.json sets there: eight at a time, a fixed delay
/// before another try, the poison queue after the twentieth. A message in hand is kept hidden while it is worked on; one whose worker was
/// killed appears again by itself.
/// </summary>
internal abstract partial class QueuePump(string queue, IQueues queues, IOptions<QueueOptions> options, TimeProvider time, ILogger logger)
    : BackgroundService
{
    public const int MaxTries = 20;
    public const int AtOnce = 8;

    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly IQueueReceiver receiver = queues[queue];

    /// <summary>Does the work of one message; throws where it is to be tried again.</summary>
    protected abstract Task HandleAsync(string message, CancellationToken cancellationToken);

    /// <summary>Stops receiving at once, and lets what is in hand finish within the host's shutdown time.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var giveUp = new CancellationTokenSource();
        await using var _ = stoppingToken.Register(() => giveUp.CancelAfter(ServeSession.DrainLimit));
        var inHand = new HashSet<Task>();
        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            inHand.RemoveWhere(task => task.IsCompleted);
            var received = inHand.Count < AtOnce ? await ReceiveAsync(AtOnce - inHand.Count, stoppingToken) : [];
            foreach (var message in received)
            {
                inHand.Add(WorkAsync(message, giveUp.Token));
            }

            pause = received.Count > 0 ? ShortestPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            if (received.Count == 0)
            {
                var idle = Task.Delay(pause, time, stoppingToken);
                await (inHand.Count > 0 ? Task.WhenAny(inHand.Append(idle)) : Task.WhenAny(idle));
            }
        }

        await Task.WhenAll(inHand);
    }

    private async Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int most, CancellationToken stoppingToken)
    {
        try
        {
            return await receiver.ReceiveAsync(most, Visibility, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return [];
        }
        catch (Exception failure)
        {
            LogUnreachable(logger, failure, queue);
            return [];
        }
    }

    private async Task WorkAsync(QueuedMessage message, CancellationToken giveUp)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        using var done = new CancellationTokenSource();
        var keeping = KeepHiddenAsync(message, lost, done.Token);
        Exception? failure = null;
        try
        {
            RefuseAfterLastTry(message);
            await HandleAsync(message.Text, lost.Token);
        }
        catch (Exception thrown)
        {
            failure = thrown;
        }

        await done.CancelAsync();
        await SettleAsync(await keeping, failure);
    }

    /// <summary>As the Functions host does: what is back after its last try took its process down each time, and would again.</summary>
    private static void RefuseAfterLastTry(QueuedMessage message)
    {
        if (message.DequeueCount > MaxTries)
        {
            throw new InvalidOperationException($"All {MaxTries} tries ended without a word of how; the process may have been killed by them.");
        }
    }

    /// <returns>The message as last renewed; null where another worker has it by now.</returns>
    private async Task<QueuedMessage?> KeepHiddenAsync(QueuedMessage message, CancellationTokenSource lost, CancellationToken done)
    {
        QueuedMessage? held = message;
        while (held is not null && !done.IsCancellationRequested)
        {
            await Task.Delay(Visibility / 2, time, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
            {
                break;
            }

            try
            {
                held = await receiver.RenewAsync(held, Visibility, CancellationToken.None);
            }
            catch (Exception failure)
            {
                LogUnreachable(logger, failure, queue);
            }

            if (held is null)
            {
                await lost.CancelAsync();
            }
        }

        return held;
    }

    /// <summary>Where even this fails the message appears again by itself, so a failure here is told and not thrown.</summary>
    private async Task SettleAsync(QueuedMessage? message, Exception? failure)
    {
        if (message is null)
        {
            return;
        }

        try
        {
            switch (failure)
            {
                case null:
                    await receiver.DeleteAsync(message, CancellationToken.None);
                    break;
                case { } when message.DequeueCount >= MaxTries:
                    LogPoison(logger, failure, queue, message.Id, message.DequeueCount);
                    await receiver.MoveToPoisonAsync(message, CancellationToken.None);
                    break;
                default:
                    LogRetry(logger, failure, queue, message.Id, message.DequeueCount);
                    await receiver.RetryLaterAsync(message, options.Value.RetryDelay, CancellationToken.None);
                    break;
            }
        }
        catch (Exception unsettled)
        {
            LogUnreachable(logger, unsettled, queue);
        }
    }

    [LoggerMessage(6101, LogLevel.Warning, "Queue {Queue} cannot be reached; trying again")]
    private static partial void LogUnreachable(ILogger logger, Exception failure, string queue);

    [LoggerMessage(6102, LogLevel.Warning, "Queue {Queue}: message {Message} failed on try {Try}; it will be tried again")]
    private static partial void LogRetry(ILogger logger, Exception failure, string queue, string message, long @try);

    [LoggerMessage(6103, LogLevel.Error, "Queue {Queue}: message {Message} failed on try {Try} and is now in the poison queue, where it stays until somebody acts")]
    private static partial void LogPoison(ILogger logger, Exception failure, string queue, string message, long @try);
}

/// <summary>Works on queue <see cref="QueueNames.Tickets"/>.</summary>
internal sealed class TicketPump(TicketWorker worker, IQueues queues, IOptions<QueueOptions> options, TimeProvider time, ILogger<TicketPump> logger)
    : QueuePump(QueueNames.Tickets, queues, options, time, logger)
{
    protected override Task HandleAsync(string message, CancellationToken cancellationToken) => worker.HandleAsync(message, cancellationToken);
}

/// <summary>Works on queue <see cref="QueueNames.Feedback"/>.</summary>
internal sealed class FeedbackPump(FeedbackWorker worker, IQueues queues, IOptions<QueueOptions> options, TimeProvider time, ILogger<FeedbackPump> logger)
    : QueuePump(QueueNames.Feedback, queues, options, time, logger)
{
    protected override Task HandleAsync(string message, CancellationToken cancellationToken) => worker.RecordAsync(message, cancellationToken);
}
