using System.Diagnostics;
using RefundAgent.Adapters.Queues;

namespace RefundAgent.Tests.Queues;

public sealed class TraceParentTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Span = "b7ad6b7169203331";

    [Fact]
    public void What_the_sender_wrote_is_read_without_its_body()
    {
        var sender = TraceParent.Of($$"""{"v":1,"type":"ticket","traceparent":"00-{{Trace}}-{{Span}}-01","body":{ not even JSON""");

        Assert.Equal(
            (Trace, Span, ActivityTraceFlags.Recorded, true), (sender.TraceId.ToHexString(), sender.SpanId.ToHexString(), sender.TraceFlags, sender.IsRemote));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"v":1,"type":"ticket","body":{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}""")]
    [InlineData("""{"v":1,"traceparent":null}""")]
    [InlineData("""{"v":1,"traceparent":7}""")]
    [InlineData("""{"v":1,"traceparent":{"a":[1]}}""")]
    [InlineData("""{"v":1,"traceparent":"\ud800"}""")]
    public void Where_there_is_none_nothing_is_made_of_it(string message) => Assert.Equal(default, TraceParent.Of(message));

    [Theory]
    [InlineData("")]
    [InlineData("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x")]
    [InlineData("00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\\n")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01")]
    public void A_broken_one_is_passed_over(string written) => Assert.Equal(default, TraceParent.Of($$$"""{"v":1,"traceparent":"{{{written}}}","body":{}}"""));

    [Fact]
    public void What_is_written_down_is_the_span_that_runs()
    {
        Assert.Null(TraceParent.Current);
        using var span = new Activity("one").SetIdFormat(ActivityIdFormat.W3C).Start();
        Assert.Equal(span.Id, TraceParent.Current);
        using var old = new Activity("of another format").SetIdFormat(ActivityIdFormat.Hierarchical).SetParentId("|1.").Start();
        Assert.Null(TraceParent.Current);
    }
}
