using System.Globalization;
using System.Text.Json.Nodes;
using RefundAgent.Cli.Serve;

namespace RefundAgent.Tests.Cli.Serve;

public sealed class QueueOptionsTests
{
    [Fact]
    public void Serve_takes_as_many_messages_and_tries_them_after_the_time_and_as_often_as_the_Functions_host_does()
    {
        var queues = JsonNode.Parse(Repository.Read("host.json"))!["extensions"]!["queues"]!;

        Assert.Equal((string?)queues["visibilityTimeout"], new QueueOptions().RetryDelay.ToString("c", CultureInfo.InvariantCulture));
        Assert.Equal((int?)queues["maxDequeueCount"], QueuePump.MaxTries);
        Assert.Equal((int?)queues["batchSize"], QueuePump.AtOnce);
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-00:00:01")]
    [InlineData("7.00:00:01")]
    public void A_delay_that_no_queue_takes_is_not_valid(string delay) =>
        Assert.False(new QueueOptions { RetryDelay = TimeSpan.Parse(delay, CultureInfo.InvariantCulture) }.IsValid);
}
