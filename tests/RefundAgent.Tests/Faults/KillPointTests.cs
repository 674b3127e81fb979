using RefundAgent.Actions;
using RefundAgent.Adapters.Faults;
using RefundAgent.Adapters.Queues;
using RefundAgent.Adapters.Storage;
using RefundAgent.Queues;

namespace RefundAgent.Tests.Faults;

public sealed class KillPointTests
{
    [Theory]
    [InlineData("RefundLedger.transaction:after:3")]
    [InlineData("Spend.transaction:before:1")]
    [InlineData("queue.feedback-poison.send:before:1000000")]
    [InlineData("gateway.refund:after:2")]
    public void What_is_written_is_read_and_written_again_the_same(string text)
    {
        Assert.True(KillPoint.TryParse(text, out var point));
        Assert.Equal(text, point.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("RefundLedger.transaction")]
    [InlineData("RefundLedger.transaction:after")]
    [InlineData("RefundLedger.transaction:after:0")]
    [InlineData("RefundLedger.transaction:after:-1")]
    [InlineData("RefundLedger.transaction:after:1000001")]
    [InlineData("RefundLedger.transaction:during:1")]
    [InlineData("refundledger.transaction:after:1")]
    [InlineData("RefundLedger.truncate:after:1")]
    [InlineData("queue.mail.send:after:1")]
    [InlineData("gateway.refund:after:1:1")]
    public void Anything_else_is_no_point(string text) => Assert.False(KillPoint.TryParse(text, out _));

    /// <summary>A method that is added to a port without a name here could not be killed at.</summary>
    [Fact]
    public void There_is_a_step_for_everything_that_leaves_the_process()
    {
        Assert.Equal(typeof(ITable).GetMethods().Count(method => !method.IsSpecialName), TableVerbs.All.Length);
        Assert.Equal(typeof(IRefundGateway).GetMethods().Length, GatewayVerbs.All.Length);
        var ofQueue = typeof(IMessageQueue).GetMethods().Concat(typeof(IQueueReceiver).GetMethods()).Select(method => method.Name);
        Assert.Equal(ofQueue.Except([nameof(IQueueReceiver.CountAsync)]).Count(), QueueVerbs.All.Length);
        Assert.Equal(KillPoint.Steps.Distinct(), KillPoint.Steps);
    }
}
