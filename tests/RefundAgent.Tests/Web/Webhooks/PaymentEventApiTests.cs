using RefundAgent.Adapters.Queues;
using RefundAgent.Payments;
using RefundAgent.Queues;
using RefundAgent.Tests.BadInputs;
using static RefundAgent.Tests.Payments.StripeEvents;

namespace RefundAgent.Tests.Web.Webhooks;

public sealed class PaymentEventApiTests : IAsyncLifetime
{
    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public async Task A_verified_report_is_on_the_queue_word_for_word_when_it_is_acknowledged()
    {
        const string body = "{ \"type\": \"charge.dispute.created\",\r\n\"id\":\"evt_\\u0031\", \"unknown\": [1.50, \"é\"] }";

        var answer = await agent.SendAsync(StripeDeliveries.Signed(body, agent.Clock.GetUtcNow()), null);

        Assert.Equal((202, "evt_1"), (answer.Code, answer["accepted"]));
        var delivery = await DeliveryAsync();
        Assert.Equal(("default", "payments:stripe", body), (delivery.Tenant.Value, delivery.BroughtBy.Value, delivery.Body));
    }

    [Fact]
    public async Task The_tenant_is_the_connections()
    {
        await using var other = await Agent.StartAsync(settings: new Dictionary<string, string?> { ["Webhooks:Stripe:Tenant"] = "other" });

        await other.SendAsync(StripeDeliveries.Signed(Event("refund.created", Refund()), other.Clock.GetUtcNow()), null);

        Assert.Equal("other", (await DeliveryAsync(other)).Tenant.Value);
    }

    [Fact]
    public async Task Each_of_several_secrets_is_good_while_one_is_being_replaced()
    {
        foreach (var secret in Agent.StripeSecrets.Split(','))
        {
            Assert.Equal(202, (await agent.SendAsync(StripeDeliveries.Signed(Event("refund.created", Refund()), agent.Clock.GetUtcNow(), secret), null)).Code);
        }
    }

    [Fact]
    public async Task A_report_of_more_than_a_message_holds_is_kept_whole()
    {
        var report = Event("refund.created", Refund()).With("padding", new string('x', 100_000));

        Assert.Equal(202, (await agent.SendAsync(StripeDeliveries.Signed(report, agent.Clock.GetUtcNow()), null)).Code);

        Assert.Equal(CanonicalJson.Write(report), (await DeliveryAsync()).Body);
    }

    /// <summary>The Functions host takes the first function by name whose route fits, which is the helpdesks'.</summary>
    [Fact]
    public async Task The_helpdesks_route_leads_to_the_same_place()
    {
        using var services = agent.Get<Microsoft.Extensions.DependencyInjection.IServiceScopeFactory>().CreateScope();
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = services.ServiceProvider };
        var delivery = StripeDeliveries.Signed(Event("refund.created", Refund()), agent.Clock.GetUtcNow());
        context.Request.Body = await delivery.Content!.ReadAsStreamAsync();
        context.Request.Headers[RefundAgent.Web.Webhooks.StripeSignature.Header] = delivery.Headers.GetValues(RefundAgent.Web.Webhooks.StripeSignature.Header).Single();

        var result = await agent.Get<RefundAgent.Web.WebhookApi>().ReceiveAsync(context.Request, "stripe", default);
        await result.ExecuteAsync(context);

        Assert.Equal(202, context.Response.StatusCode);
        Assert.Contains("re_1", (await DeliveryAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_secret_the_connection_is_closed()
    {
        await using var closed = await Agent.StartAsync(settings: new Dictionary<string, string?> { ["Webhooks:Stripe:Secret"] = "" });

        Answers.Problem(401, await closed.SendAsync(StripeDeliveries.Signed(Event("refund.created", Refund()), closed.Clock.GetUtcNow()), null));
    }

    private async Task<ProviderDelivery> DeliveryAsync(Agent? at = null)
    {
        at ??= agent;
        var message = Assert.Single(await at.Get<IMessageQueues>()[QueueNames.Feedback].ReceiveAsync(32, TimeSpan.FromSeconds(30), default));
        return await at.Get<IQueueMessages>().ReadAsync<ProviderDelivery>(message.Text, default);
    }
}
