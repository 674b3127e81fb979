using System.Diagnostics;
using System.Text.Json;
using RefundAgent.Adapters.Queues;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Queues;

/// <summary>The trace in the envelope: programs with and without it work on one queue.</summary>
public sealed class QueueEnvelopeTests : IDisposable
{
    private readonly MemoryStore store = new();

    private QueueEnvelope Envelope => store.Get<QueueEnvelope>();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_message_names_the_span_that_sent_it_and_is_read_by_the_version_before()
    {
        using var span = new Activity("sender").SetIdFormat(ActivityIdFormat.W3C).Start();

        var text = await Envelope.WriteAsync(Ticket("one"), default);

        Assert.Equal(span.Id, JsonDocument.Parse(text).RootElement.GetProperty("traceparent").GetString());
        var before = CanonicalJson.Read<EnvelopeBefore>(text);
        Assert.Equal((1, "ticket", null), (before.V, before.Type, before.Blob));
        Assert.Equal("one", before.Body!.Value.Deserialize<Ticket>(CanonicalJson.Options)!.Text);
    }

    [Fact]
    public async Task Without_a_trace_the_message_is_what_the_version_before_wrote_and_is_read()
    {
        var text = await Envelope.WriteAsync(Ticket("one"), default);

        Assert.Equal(
            CanonicalJson.Write(new EnvelopeBefore { V = 1, Type = "ticket", Body = JsonSerializer.SerializeToElement(Ticket("one"), CanonicalJson.Options) }), text);
        Assert.Equal("one", (await Envelope.ReadAsync<Ticket>(text, default)).Text);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("{\"a\":1}")]
    [InlineData("\"nonsense\"")]
    [InlineData("null")]
    public async Task Whatever_stands_in_its_place_the_message_is_read(string written)
    {
        var text = (await Envelope.WriteAsync(Ticket("one"), default)).Replace("\"body\"", $"\"traceparent\":{written},\"body\"", StringComparison.Ordinal);

        Assert.Equal("one", (await Envelope.ReadAsync<Ticket>(text, default)).Text);
    }

    [Fact]
    public async Task A_body_that_is_stored_apart_is_found_and_forgotten_with_a_trace_as_without()
    {
        using var span = new Activity("sender").SetIdFormat(ActivityIdFormat.W3C).Start();
        var large = Ticket(new string('x', QueueEnvelope.MaxMessageBytes));
        var text = await Envelope.WriteAsync(large, default);
        Assert.Contains(span.Id!, text, StringComparison.Ordinal);
        Assert.Equal(large.Text, (await Envelope.ReadAsync<Ticket>(text, default)).Text);

        await Envelope.ForgetAsync(text, default);

        await Assert.ThrowsAsync<RefundAgent.Queues.UnreadableMessageException>(() => Envelope.ReadAsync<Ticket>(text, default));
    }

    private static Ticket Ticket(string text) => Learning.LearningCases.Ticket(1, text);

    /// <summary>As it was before messages named a trace.</summary>
    private sealed record EnvelopeBefore
    {
        public required int V { get; init; }

        public required string Type { get; init; }

        public JsonElement? Body { get; init; }

        public string? Blob { get; init; }
    }
}
