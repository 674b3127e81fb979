using System.Diagnostics;
using RefundAgent.Adapters.Queues;
using RefundAgent.Queues;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Queues;

public sealed class QueueSpansTests : IDisposable
{
    private readonly MemoryStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task What_works_on_a_message_goes_on_with_its_senders_trace_and_is_linked_to_the_hosts()
    {
        using var heard = new HeardSpans();
        await store.Get<ITicketQueue>().SendAsync(Learning.LearningCases.Ticket(1), default);
        var message = Assert.Single(await store.Get<IQueues>()[QueueNames.Tickets].ReceiveAsync(1, TimeSpan.FromMinutes(1), default));

        ActivityTraceId host;
        using (var invocation = AnotherTrace())
        {
            host = invocation.TraceId;
            await QueueSpans.ProcessAsync(QueueNames.Tickets, message.Text, () => Task.CompletedTask);
        }

        var (sent, worked) = (heard.Of("send tickets"), heard.Of("process tickets"));
        Assert.Equal((ActivityKind.Producer, heard.Root.SpanId, "ticket"), (sent.Kind, sent.ParentSpanId, sent.GetTagItem(SpanTags.Message)));
        Assert.Equal((ActivityKind.Consumer, sent.SpanId, true), (worked.Kind, worked.ParentSpanId, worked.HasRemoteParent));
        Assert.Equal([heard.Root.TraceId, host], worked.Links.Select(link => link.Context.TraceId));
        Assert.Equal(
            ("azure_storage_queues", "process", "process", "tickets"),
            (worked.GetTagItem("messaging.system"), worked.GetTagItem("messaging.operation.name"), worked.GetTagItem("messaging.operation.type"),
                worked.GetTagItem("messaging.destination.name")));
    }

    [Fact]
    public async Task A_message_without_a_trace_is_worked_on_within_the_hosts()
    {
        using var heard = new HeardSpans();

        await QueueSpans.ProcessAsync(QueueNames.Feedback, """{"v":1,"type":"feedback","body":{}}""", () => Task.CompletedTask);

        var worked = heard.Of("process feedback");
        Assert.Equal(heard.Root.SpanId, worked.ParentSpanId);
        Assert.Empty(worked.Links);
    }

    [Fact]
    public async Task A_failure_is_told_by_its_type_and_not_in_its_words()
    {
        using var heard = new HeardSpans();

        await Assert.ThrowsAsync<UnreadableMessageException>(() => QueueSpans.ProcessAsync(
            QueueNames.Tickets, "{}", () => throw new UnreadableMessageException("mara.lind said something")));

        var failed = heard.Of("process tickets");
        Assert.Equal((ActivityStatusCode.Error, null), (failed.Status, failed.StatusDescription));
        Assert.Equal(typeof(UnreadableMessageException).FullName, failed.GetTagItem(SpanTags.Error));
        Assert.DoesNotContain("mara", heard.Text, StringComparison.Ordinal);
    }

    private static Activity AnotherTrace()
    {
        var invocation = new Activity("invocation").SetIdFormat(ActivityIdFormat.W3C).SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());
        return invocation.Start();
    }
}
