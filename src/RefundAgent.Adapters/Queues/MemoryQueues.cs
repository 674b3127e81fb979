using RefundAgent.Adapters.Storage;

namespace RefundAgent.Adapters.Queues;

/// <summary>All queues in memory.</summary>
internal sealed class MemoryQueues : IMessageQueues
{
    private readonly Dictionary<string, IMessageQueue> queues = new(StringComparer.Ordinal);

    public MemoryQueues(QueueEnvelope envelope, TimeProvider time, StorageMeter meter)
    {
        foreach (var name in new[] { QueueNames.Tickets, QueueNames.Feedback })
        {
            var poison = new MemoryQueue(QueueNames.Poison(name), null, envelope, time, meter);
            queues.Add(QueueNames.Poison(name), poison);
            queues.Add(name, new MemoryQueue(name, poison, envelope, time, meter));
        }
    }

    public IMessageQueue this[string name] => queues[name];
}
