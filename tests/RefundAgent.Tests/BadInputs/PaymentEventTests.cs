using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Adapters.Queues;
using RefundAgent.Cli;
using RefundAgent.Evidence;
using RefundAgent.Payments;
using RefundAgent.Queues;
using RefundAgent.Tests.Web;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using static RefundAgent.Tests.Payments.StripeEvents;

namespace RefundAgent.Tests.BadInputs;

/// <summary>What comes to the payment provider's endpoint and should not.</summary>
public sealed class PaymentEventTests : IAsyncLifetime
{
    private const string NewStatus = "a_status_of_next_year";

    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public async Task B50_a_report_that_cannot_be_verified_learns_nothing_and_leaves_nothing()
    {
        var report = Event("charge.dispute.created", Dispute());
        var now = agent.Clock.GetUtcNow();
        var tampered = StripeDeliveries.Signed(report, now);
        tampered.Content = new ByteArrayContent(CanonicalJson.WriteUtf8(report.With("livemode", true)));
        Answer[] answers =
        [
            await SendAsync(StripeDeliveries.Signed(report, now, "whsec_of_somebody_else")),
            await SendAsync(StripeDeliveries.Signed(report, now.AddMinutes(-6))),
            await SendAsync(StripeDeliveries.Signed(report, now.AddMinutes(6))),
            await SendAsync(tampered),
            await agent.PostAsync(Routes.PaymentEvents, report, null),
            await agent.PostAsync(Routes.PaymentEvents, "no JSON", "system"),
        ];

        Assert.Single(answers.Select(answer => Answers.Problem(401, answer)["detail"]).Distinct(StringComparer.Ordinal));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task B51_a_report_that_is_too_large_or_no_JSON_is_told_so()
    {
        Answers.Problem(413, await SendAsync(Signed(new string(' ', (256 * 1024) + 1))));
        Assert.Contains("line 1", Answers.Problem(400, await SendAsync(Signed("{\"type\":"))).Fault("$"), StringComparison.Ordinal);
        Assert.Contains("twice", Answers.Problem(400, await SendAsync(Signed("{\"type\":\"refund.created\",\"type\":\"x\"}"))).Fault("type"), StringComparison.Ordinal);
        Assert.Equal("is missing.", Answers.Problem(400, await SendAsync(Signed("{}"))).Fault("type"));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task B52_a_report_that_is_not_for_us_is_taken_and_left_alone()
    {
        await using var live = await Agent.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Payments:Provider"] = "stripe",
            ["Payments:Stripe:ApiKey"] = "sk_live_of_a_test",
            ["Payments:Stripe:AllowLive"] = "true",
        });
        foreach (var (at, body, why) in new[]
        {
            (agent, Event("customer.created", new { id = "cus_1" }), string.Empty),
            (agent, Event("charge.dispute.created", Dispute()).With("account", "acct_9"), "acct_9"),
            (live, Event("charge.dispute.created", Dispute(), livemode: false), "test event"),
        })
        {
            var answer = await at.SendAsync(StripeDeliveries.Signed(body, at.Clock.GetUtcNow()), null);

            Assert.Equal((202, body["type"]), (answer.Code, answer["ignored"]));
            Assert.Equal(0, await at.Get<IQueues>()[QueueNames.Feedback].CountAsync(default));
            Assert.Contains(why, at.Log.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task B53_a_report_for_us_that_cannot_be_read_is_kept_and_read_by_a_version_that_can()
    {
        var reader = new ReaderOfTwoVersions();
        await using var kept = await Agent.StartAsync(services => services.AddSingleton<IProviderEventReader>(reader));
        var (feedback, worker) = (kept.Get<IQueues>()[QueueNames.Feedback], kept.Get<FeedbackWorker>());
        Assert.Equal(202, (await kept.SendAsync(StripeDeliveries.Signed(Event("charge.dispute.updated", Dispute(NewStatus)), kept.Clock.GetUtcNow()), null)).Code);

        var message = Assert.Single(await feedback.ReceiveAsync(32, TimeSpan.FromSeconds(30), default));
        var unreadable = await Assert.ThrowsAsync<UnreadableMessageException>(() => worker.RecordAsync(message.Text, default));
        Assert.Contains("'data.object.status' is a word that this version does not know", unreadable.Message, StringComparison.Ordinal);
        await feedback.MoveToPoisonAsync(message, default);
        Assert.Contains(NewStatus, Assert.Single(await kept.Get<IPoisonQueues>().ListAsync(QueueNames.Feedback, 10, default)).Text, StringComparison.Ordinal);

        reader.KnowsTheWord = true;
        Assert.Equal(1, await kept.Get<IPoisonQueues>().ReplayAsync(QueueNames.Feedback, 10, default));
        await worker.RecordAsync(Assert.Single(await feedback.ReceiveAsync(32, TimeSpan.FromSeconds(30), default)).Text, default);
        var account = await kept.Get<IRefundLedger>().ReadAccountAsync(DefaultTenant.Id, CustomerId.From("mara.lind"), default);
        Assert.True(account.Of(PaymentReference.From("pay_1001")).ForbidsRefund);
    }

    [Fact]
    public async Task B54_a_queue_that_takes_nothing_leaves_the_report_with_its_sender()
    {
        await using var cut = await Agent.StartAsync(services => services.AddSingleton<IProviderEventQueue, BusyQueue>());

        var answer = Answers.Problem(503, await cut.SendAsync(StripeDeliveries.Signed(Event("refund.created", Refund()), cut.Clock.GetUtcNow()), null));

        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task B55_settings_of_the_connection_that_cannot_work_stop_the_start()
    {
        var refused = await Assert.ThrowsAsync<CommandFailedException>(() => Agent.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Webhooks:Stripe:Secret"] = "sk_test_pasted_by_mistake",
            ["Webhooks:Stripe:Tenant"] = " ",
        }));

        Assert.Contains("Webhooks:Stripe:Secret", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Webhooks:Stripe:Tenant", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pasted", refused.Message, StringComparison.Ordinal);
    }

    private HttpRequestMessage Signed(object body) => StripeDeliveries.Signed(body, agent.Clock.GetUtcNow());

    private Task<Answer> SendAsync(HttpRequestMessage delivery) => agent.SendAsync(delivery, null);

    private Task<int> CountAsync() => agent.Get<IQueues>()[QueueNames.Feedback].CountAsync(default);

    private sealed class BusyQueue : IProviderEventQueue
    {
        public Task SendAsync(ProviderDelivery delivery, CancellationToken cancellationToken) => throw new StorageBusyException("'feedback' gave no answer");
    }

    /// <summary>A program before and after it was brought up to date.</summary>
    private sealed class ReaderOfTwoVersions : IProviderEventReader
    {
        private readonly StripeEventReader today = new(new PaymentsOptions());

        public bool KnowsTheWord { get; set; }

        public ProviderEventReading Read(ProviderDelivery delivery) =>
            today.Read(KnowsTheWord ? delivery with { Body = delivery.Body.Replace(NewStatus, "needs_response", StringComparison.Ordinal) } : delivery);
    }
}
