using System.Diagnostics;
using static RefundAgent.Tests.Payments.StripeEvents;

namespace RefundAgent.Tests.Web.Webhooks;

public sealed class IngestSpanTests : IAsyncLifetime
{
    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public async Task A_delivery_that_was_proven_is_told_with_its_connection_and_what_became_of_it()
    {
        using var heard = new HeardSpans();

        await agent.SendAsync(StripeDeliveries.Signed(Event("refund.created", Refund()), agent.Clock.GetUtcNow()), null);

        var received = heard.Of("webhook receive");
        Assert.Equal(
            ("stripe", "accepted", "default"),
            (received.GetTagItem(SpanTags.Connection), received.GetTagItem(SpanTags.Outcome), received.GetTagItem(SpanTags.Tenant)));
        Assert.Equal(received.SpanId, heard.Of("send feedback").ParentSpanId);
    }

    [Fact]
    public async Task One_that_is_none_of_ours_is_ignored()
    {
        using var heard = new HeardSpans();

        await agent.SendAsync(StripeDeliveries.Signed(Event("customer.created", Refund()), agent.Clock.GetUtcNow()), null);

        Assert.Equal("ignored", Assert.Single(heard.All).GetTagItem(SpanTags.Outcome));
    }

    [Theory]
    [InlineData("api/webhooks/words-of-a-stranger")]
    [InlineData("api/webhooks/standard")]
    [InlineData("api/webhooks/stripe")]
    public async Task What_a_stranger_sends_is_refused_and_none_of_it_is_told(string path)
    {
        using var heard = new HeardSpans();

        Assert.Equal(401, (await agent.PostAsync(path, "words of a stranger", key: null)).Code);

        var refused = Assert.Single(heard.All);
        Assert.Equal(("refused", null, null), (refused.GetTagItem(SpanTags.Outcome), refused.GetTagItem(SpanTags.Connection), refused.GetTagItem(SpanTags.Tenant)));
        Assert.DoesNotContain("stranger", heard.Text, StringComparison.Ordinal);
        Assert.Equal(ActivityStatusCode.Unset, refused.Status);
    }
}
