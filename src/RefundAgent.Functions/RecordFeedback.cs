using Microsoft.Azure.Functions.Worker;
using RefundAgent.Adapters.Queues;

namespace RefundAgent.Functions;

/// <summary>Puts a correction into the inbox, where delivering it twice does no harm. A failure is thrown: the host's retry rests on it.</summary>
public sealed class RecordFeedback(FeedbackWorker feedback)
{
    [Function(FunctionNames.RecordFeedback)]
    public Task RecordAsync(
        [QueueTrigger(QueueNames.Feedback, Connection = SettingNames.Storage)] string message,
        FunctionContext context)
        => feedback.RecordAsync(message, context.CancellationToken);
}
