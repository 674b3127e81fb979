namespace RefundAgent.Tests.Web.Webhooks;

public sealed class WebhookApiTests
{
    [Fact]
    public async Task Whoever_asks_whether_somebody_is_there_is_told_so_for_any_name()
    {
        await using var agent = await Agent.StartAsync();

        foreach (var name in new[] { "standard", "stripe", "intercom", "unknown" })
        {
            var answer = await agent.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"api/webhooks/{name}"), null);
            Assert.Equal((200, ""), (answer.Code, answer.Text));
        }
    }
}
