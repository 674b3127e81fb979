using Microsoft.Azure.Functions.Worker;
using RefundAgent.Adapters.Queues;

namespace RefundAgent.Functions;

/// <summary>Decides what a webhook left in the queue. A failure is thrown, never swallowed: the host's retry rests on it.</summary>
public sealed class HandleTicket(TicketWorker tickets)
{
    [Function(FunctionNames.HandleTicket)]
    public Task HandleAsync(
        [QueueTrigger(QueueNames.Tickets, Connection = SettingNames.Storage)] string message,
        FunctionContext context)
        => tickets.HandleAsync(message, context.CancellationToken);
}
