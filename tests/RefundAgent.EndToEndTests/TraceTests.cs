using System.Net;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Scripted;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

/// <summary>One trace from a delivery to what came of it, through the real queues and out to a collector.</summary>
public sealed class TraceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Server = 2;
    private const int Producer = 4;
    private const int Consumer = 5;

    [Fact]
    public async Task A_webhook_and_all_that_came_of_it_are_one_trace_and_so_are_a_persons_word_and_its_record()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using (var serve = await StartAsync(collector))
        {
            await OrderFile.ImportAsync(azurite.ConnectionString, OrderFile.Order("#7301", "tess.tester", "delivered", "Garden Chair", 45m));
            using var client = serve.Client();
            await StandardSender.DeliverAsync(client, "evt_7301", Ask.ToReturn("trace-1", "tess.tester", "garden chair", "#7301"));
            var paid = (await Eventually.GetAsync(
                () => client.RecordsAsync("trace-1"), records => records is [{ IsComplete: true, Decision.Status: "executed" }], "it is paid"))[0].Decision.DecisionId;
            await client.GiveFeedbackAsync(paid, new { kind = "confirm", note = "Well done, says Tess." });
            await Eventually.GetAsync(() => client.RecordAsync(paid), record => record.Feedback.Length > 0, "the word is recorded");
            using var erased = await client.PostAsync("api/customers/tess.tester/erase", new { });
            Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
            Assert.Equal(0, await serve.StopAsync());
        }

        var ticket = Way(collector, "send tickets");
        Assert.Equal(
            ["webhook receive", "send tickets", "process tickets", "decide", "gather evidence", "advise", "rule", "carry out", "payments refund"],
            ticket.Where(span => span.Kind != Server).Select(span => span.Name));
        Assert.Equal((Server, "", "POST", "202"), (ticket[0].Kind, ticket[0].Parent, ticket[0].Tags["http.request.method"], ticket[0].Tags["http.response.status_code"]));
        Assert.Equal(("POST api/webhooks/{helpdesk}", "api/webhooks/{helpdesk}"), (ticket[0].Name, ticket[0].Tags["http.route"]));
        Assert.Equal((Consumer, ticket.Single(span => span.Kind == Producer).Id), (ticket[3].Kind, ticket[3].Parent));
        Assert.Equal(("default", "standard", "accepted"), (ticket[1].Tags["refundagent.tenant"], ticket[1].Tags["refundagent.connection"], ticket[1].Tags["refundagent.outcome"]));
        Assert.Equal(["send feedback", "process feedback"], Way(collector, "send feedback").Where(span => span.Kind != Server).Select(span => span.Name));
        Assert.Contains(ticket[0].Trace, collector.LogTraces);
        var told = collector.Traces + collector.Metrics + collector.Logs;
        Assert.DoesNotContain("tess", told, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("garden", told, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_callers_trace_goes_on_through_the_queue_though_the_caller_keeps_no_record_of_it()
    {
        const string Callers = "0af7651916cd43dd8448eb211c80319c";
        await using var collector = await OtlpReceiver.StartAsync();
        await using (var serve = await StartAsync(collector))
        {
            await OrderFile.ImportAsync(azurite.ConnectionString, OrderFile.Order("#7302", "nell", "delivered", "Garden Chair", 45m));
            using var client = serve.Client();
            var paid = await client.DecideAsync(Ask.ToReturn("trace-2", "nell", "garden chair", "#7302"));
            using var delivery = StripeSender.Delivery(StripeSender.Dispute("evt_7302", "pay_#7302"));
            delivery.Headers.Add("traceparent", $"00-{Callers}-b7ad6b7169203331-00");
            using var answer = await client.SendAsync(delivery);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            await Eventually.GetAsync(() => client.RecordAsync(paid.DecisionId), record => record.Feedback.Length > 0, "the chargeback is told");
            Assert.Equal(0, await serve.StopAsync());
        }

        Assert.Equal(
            ["webhook receive", "send feedback", "process feedback"],
            collector.Spans.Where(span => span.Trace == Callers && span.Kind != Server).OrderBy(span => span.Start).Select(span => span.Name));
    }

    /// <summary>With a learner that keeps still: it would hold the lease that erasing waits for.</summary>
    private Task<ServeProcess> StartAsync(OtlpReceiver collector) => ServeProcess.StartAsync(
        new ServeSetup { Storage = azurite.ConnectionString, LearnEvery = "1h", Environment = Settings(collector) });

    private static Dictionary<string, string> Settings(OtlpReceiver collector) => new(StandardSender.Settings.Concat(StripeSender.Settings))
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    /// <summary>The trace of the first span of that name, as it went.</summary>
    private static OtlpSpan[] Way(OtlpReceiver collector, string name)
    {
        var spans = collector.Spans.OrderBy(span => span.Start).ToArray();
        return [.. spans.Where(span => span.Trace == spans.First(each => each.Name == name).Trace)];
    }
}
