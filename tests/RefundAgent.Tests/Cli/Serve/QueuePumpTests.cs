using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RefundAgent.Cli.Serve;
using RefundAgent.Queues;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Cli.Serve;

public sealed class QueuePumpTests
{
    [Theory]
    [InlineData(QueuePump.MaxTries, true)]
    [InlineData(QueuePump.MaxTries + 1, false)]
    public async Task A_message_that_took_down_its_process_at_every_try_is_not_tried_again(long received, bool tried)
    {
        var queue = new OneMessage(received);
        using var pump = new FailingPump(queue);

        await pump.StartAsync(default);
        await queue.InPoison;
        await pump.StopAsync(default);

        Assert.Equal(tried, pump.Tried);
    }

    private sealed class FailingPump(IQueues queues)
        : QueuePump(QueueNames.Tickets, queues, Options.Create(new QueueOptions()), new TestClock(), NullLogger.Instance)
    {
        public bool Tried { get; private set; }

        protected override Task HandleAsync(string message, CancellationToken cancellationToken)
        {
            Tried = true;
            throw new InvalidOperationException("It cannot be done.");
        }
    }

    /// <summary>A queue that hands out one message, once.</summary>
    private sealed class OneMessage(long received) : IQueues, IQueueReceiver
    {
        private readonly TaskCompletionSource poisoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool given;

        public Task InPoison => poisoned.Task;

        public IQueueReceiver this[string name] => this;

        public Task<ImmutableArray<QueuedMessage>> ReceiveAsync(int most, TimeSpan visibility, CancellationToken cancellationToken)
        {
            var first = !given;
            given = true;
            return Task.FromResult<ImmutableArray<QueuedMessage>>(first ? [new QueuedMessage("m1", "r1", "text", received, DateTimeOffset.MaxValue)] : []);
        }

        public Task<QueuedMessage?> RenewAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) =>
            Task.FromResult<QueuedMessage?>(message);

        public Task DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RetryLaterAsync(QueuedMessage message, TimeSpan delay, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task MoveToPoisonAsync(QueuedMessage message, CancellationToken cancellationToken)
        {
            poisoned.SetResult();
            return Task.CompletedTask;
        }

        public Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(0);
    }
}
