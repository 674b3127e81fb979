using System.Collections.Immutable;
using RefundAgent.Adapters.Queues;
using RefundAgent.Queues;

namespace RefundAgent.Adapters.Faults;

/// <summary>Queues whose every step the process may end at.</summary>
internal sealed class KilledQueues(IMessageQueues inner, KillSwitch end) : IMessageQueues
{
    public IMessageQueue this[string name] => new KilledQueue(inner[name], KillPoint.OfQueue(name), end);

    private sealed class KilledQueue(IMessageQueue inner, string name, KillSwitch end) : IMessageQueue
    {
        public Task SendAsync(string text, TimeSpan after, CancellationToken cancellationToken) =>
            end.AroundAsync(Step(QueueVerbs.Send), () => inner.SendAsync(text, after, cancellationToken));

        public Task<ImmutableArray<QueuedMessage>> ReceiveAsync(int most, TimeSpan visibility, CancellationToken cancellationToken) =>
            end.AroundAsync(Step(QueueVerbs.Receive), () => inner.ReceiveAsync(most, visibility, cancellationToken));

        public Task<QueuedMessage?> RenewAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) =>
            end.AroundAsync(Step(QueueVerbs.Renew), () => inner.RenewAsync(message, visibility, cancellationToken));

        public Task DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) =>
            end.AroundAsync(Step(QueueVerbs.Delete), () => inner.DeleteAsync(message, cancellationToken));

        public Task DropAsync(QueuedMessage message, CancellationToken cancellationToken) =>
            end.AroundAsync(Step(QueueVerbs.Drop), () => inner.DropAsync(message, cancellationToken));

        public Task RetryLaterAsync(QueuedMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
            end.AroundAsync(Step(QueueVerbs.Retry), () => inner.RetryLaterAsync(message, delay, cancellationToken));

        public Task MoveToPoisonAsync(QueuedMessage message, CancellationToken cancellationToken) =>
            end.AroundAsync(Step(QueueVerbs.Poison), () => inner.MoveToPoisonAsync(message, cancellationToken));

        public Task<int> CountAsync(CancellationToken cancellationToken) => inner.CountAsync(cancellationToken);

        private string Step(string verb) => $"{name}.{verb}";
    }
}
