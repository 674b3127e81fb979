using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Storage;

namespace RefundAgent.Adapters.Queues;

/// <summary>All queues of one storage account.</summary>
internal sealed class AzureQueues : IMessageQueues
{
    private readonly Dictionary<string, IMessageQueue> queues = new(StringComparer.Ordinal);

    public AzureQueues(AzureClients clients, QueueEnvelope envelope, TimeProvider time, ILogger<AzureQueue> logger)
    {
        foreach (var name in new[] { QueueNames.Tickets, QueueNames.Feedback })
        {
            var poison = clients.Queues.GetQueueClient(QueueNames.Poison(name));
            queues.Add(poison.Name, new AzureQueue(poison, null, envelope, time, logger));
            queues.Add(name, new AzureQueue(clients.Queues.GetQueueClient(name), poison, envelope, time, logger));
        }
    }

    public IMessageQueue this[string name] => queues[name];
}
