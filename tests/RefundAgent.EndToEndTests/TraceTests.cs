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

    /// <summary>Of the caller, who samples its own traces and left this one out.</summary>
    private const string Callers = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task A_webhook_and_what_came_of_it_are_one_trace_and_so_is_a_persons_word_on_it()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        string feedback;
        await using (var serve = await ServeProcess.StartAsync(new ServeSetup { Storage = azurite.ConnectionString, Environment = Settings(collector) }))
        {
            await OrderFile.ImportAsync(azurite.ConnectionString, OrderFile.Order("#7301", "tess-customer", "delivered", "Garden Chair", 45m));
            using var client = serve.Client();
            await StandardSender.DeliverAsync(client, "evt_7301", Ask.ToReturn("trace-1", "tess-customer", "garden chair", "#7301"));
            var decided = await Eventually.GetAsync(
                async () => (await client.AllAsync()).FirstOrDefault(decision => decision.TicketId == "trace-1"), decision => decision is { Status: "executed" }, "it is paid");
            feedback = await client.GiveFeedbackAsync(decided!.DecisionId, new { kind = "confirm", note = "well done by Tess" });
            await Eventually.GetAsync(() => client.RecordAsync(decided.DecisionId), record => record.Feedback.Length > 0, "the word is recorded");
            Assert.Equal(0, await serve.StopAsync());
        }

        var spans = collector.Spans;
        Assert.Equal(
            ["webhook receive", "send tickets", "process tickets", "decide", "gather evidence", "advise", "rule", "carry out", "payments refund"],
            Way(spans, "webhook receive").Select(span => span.Name));
        Assert.Equal(["process feedback"], Way(spans, "send feedback").Skip(1).Select(span => span.Name));
        Assert.DoesNotContain("tess", collector.Traces + collector.Metrics + collector.Logs, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("garden", collector.Traces + collector.Metrics + collector.Logs, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(feedback);
    }

    private static IReadOnlyDictionary<string, string> Settings(OtlpReceiver collector) => new Dictionary<string, string>(StandardSender.Settings)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    private static IEnumerable<OtlpSpan> Way(IReadOnlyList<OtlpSpan> spans, string first) =>
        spans.Where(span => span.Trace == spans.First(each => each.Name == first).Trace);
}
