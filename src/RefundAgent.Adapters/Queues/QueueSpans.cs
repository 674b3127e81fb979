using System.Diagnostics;

namespace RefundAgent.Adapters.Queues;

/// <summary>
/// The two ends of a queue as spans, as OpenTelemetry's conventions for messaging have them (docs/messaging/messaging-spans.md): the sender's
/// is what the message names, and what works on the message goes on with that trace.
/// </summary>
internal static class QueueSpans
{
    /// <summary>The conventions have no word for queues of Azure Storage.</summary>
    private const string System = "azure_storage_queues";

    public static Activity? Send(string queue, string type) =>
        Tell(Spans.Start($"{SpanNames.Send} {queue}", ActivityKind.Producer), SpanNames.Send, queue)?.SetTag(SpanTags.Message, type);

    /// <summary>
    /// Works on one message within the sender's trace. Where the host has a trace of its own for the call, the two are linked: a span has one
    /// parent, and whoever looks for a refund comes from the webhook.
    /// </summary>
    public static async Task ProcessAsync(string queue, string message, Func<Task> work)
    {
        if (!Spans.AreHeard)
        {
            await work();
            return;
        }

        var sender = TraceParent.Of(message);
        using var span = Tell(
            Spans.Start($"{SpanNames.Process} {queue}", ActivityKind.Consumer, sender, LinksTo(sender, Activity.Current)), SpanNames.Process, queue);
        try
        {
            await work();
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            throw;
        }
    }

    /// <summary>Without a sender the host's own trace is the parent, and needs no link.</summary>
    private static ActivityLink[] LinksTo(ActivityContext sender, Activity? host) =>
        sender == default ? [] : host is null ? [new ActivityLink(sender)] : [new ActivityLink(sender), new ActivityLink(host.Context)];

    private static Activity? Tell(Activity? span, string operation, string queue) => span?
        .SetTag("messaging.system", System)
        .SetTag("messaging.operation.name", operation)
        .SetTag("messaging.operation.type", operation)
        .SetTag("messaging.destination.name", queue);
}
