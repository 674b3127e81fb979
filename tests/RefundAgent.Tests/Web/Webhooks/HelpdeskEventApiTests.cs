using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Adapters.Queues;
using RefundAgent.Helpdesks;
using RefundAgent.Queues;
using RefundAgent.Tests.BadInputs;
using RefundAgent.Web;
using RefundAgent.Web.Calls;

namespace RefundAgent.Tests.Web.Webhooks;

public sealed class HelpdeskEventApiTests : IAsyncLifetime
{
    private readonly ScriptedHelpdesks helpdesks = new("zammad", "front");
    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public async Task A_proven_delivery_is_on_the_queue_word_for_word_when_it_is_acknowledged()
    {
        const string body = "{ \"id\":\"\\u0031\",\r\n \"naïve\": [1.50, \"é\"] } ";
        helpdesks["zammad"].EventHeader = "X-Kind";
        var request = Proven("zammad", body);
        request.Headers.Add("X-Kind", "reply");

        var answer = await agent.SendAsync(request, null);

        Assert.Equal((202, "{\"accepted\":\"key 1\"}"), (answer.Code, answer.Text));
        var expected = new HelpdeskDelivery
        {
            Tenant = helpdesks["zammad"].Connected.Connection.Tenant,
            Connection = new ConnectionName("zammad"),
            ReceivedAt = agent.Clock.GetUtcNow(),
            Body = body,
            Event = "reply",
        };
        Assert.Equal(expected, Assert.Single(await QueuedAsync()));
    }

    [Fact]
    public async Task A_delivery_of_more_than_a_message_holds_is_kept_whole()
    {
        var body = new string('x', JsonBody.MostBytes);

        Assert.Equal(202, (await agent.SendAsync(Proven("front", body), null)).Code);

        Assert.Equal(body, Assert.Single(await QueuedAsync()).Body);
    }

    [Fact]
    public async Task B75_a_name_that_nobody_connected_is_answered_like_a_wrong_secret_and_costs_the_same_work()
    {
        var wrong = await RefusedAsync("zammad", "no word of ours");
        Assert.Equal(wrong, await RefusedAsync("zammad", null));
        foreach (var name in new[] { "unknown", "Zammad", "zammad%20", "a", new string('z', 300) })
        {
            Assert.Equal(wrong, await RefusedAsync(name, "no word of ours"));
            Assert.Equal(wrong, await RefusedAsync(name, helpdesks["zammad"].Word));
            Assert.Equal(wrong, await RefusedAsync(name, helpdesks["front"].Word));
        }

        Assert.Equal(wrong, await RefusedAsync("zammad", helpdesks["front"].Word));
        Assert.Empty(await QueuedAsync());
    }

    [Fact]
    public async Task Where_nothing_is_connected_every_name_is_refused()
    {
        await using var bare = await Agent.StartAsync();

        Answers.Problem(401, await bare.SendAsync(ScriptedHelpdesks.Delivery("zammad", "{}", "word"), null));
    }

    [Fact]
    public async Task A_challenge_is_answered_as_plain_text_once_its_sender_is_proven()
    {
        helpdesks["front"].Asks = "say this back";

        Answers.Problem(401, await agent.SendAsync(ScriptedHelpdesks.Delivery("front", "{}", "wrong"), null));
        var answer = await agent.SendAsync(Proven("front", "{}"), null);

        Assert.Equal((200, "text/plain", "say this back"), (answer.Code, answer.MediaType, answer.Text));
        Assert.Empty(await QueuedAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_not_for_us_is_acknowledged_and_left_alone_and_told_where_it_went_astray(bool misdirected)
    {
        helpdesks["front"].Says = _ => new DeliveryReading.NotForUs("It is of workspace 9.", misdirected);

        var answer = await agent.SendAsync(Proven("front", "{}"), null);

        Assert.Equal((202, "{\"ignored\":\"It is of workspace 9.\"}"), (answer.Code, answer.Text));
        Assert.Empty(await QueuedAsync());
        Assert.Equal(misdirected, agent.Log.Text.Contains("workspace 9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task B76_a_proven_delivery_that_cannot_be_read_is_kept_or_told_to_whoever_wrote_its_body()
    {
        helpdesks["front"].Says = helpdesks["zammad"].Says = _ => new DeliveryReading.Unreadable("'ticketId' is missing.");
        helpdesks["zammad"].IsAuthoredByOperator = true;

        var authored = Answers.Problem(400, await agent.SendAsync(Proven("zammad", "{}"), null));
        var kept = await agent.SendAsync(Proven("front", "{\"new\":1}"), null);

        Assert.Equal("'ticketId' is missing.", authored.Fault("$"));
        Assert.Equal((202, "{\"kept\":\"'ticketId' is missing.\"}"), (kept.Code, kept.Text));
        Assert.Equal("{\"new\":1}", Assert.Single(await QueuedAsync()).Body);
        Assert.Contains("9051", agent.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_for_any_name()
    {
        foreach (var name in new[] { "front", "unknown" })
        {
            Answers.Problem(413, await agent.SendAsync(Proven("front", new string('x', JsonBody.MostBytes + 1), name), null));
        }

        Assert.Empty(await QueuedAsync());
    }

    [Fact]
    public async Task B77_a_queue_that_takes_nothing_makes_the_helpdesk_send_again()
    {
        var failures = new Queue<Exception>([new StorageBusyException("'tickets' gave no answer"), new InvalidOperationException(), new OperationCanceledException()]);
        await using var cut = await StartAsync(new QueueDouble(_ => throw failures.Dequeue()));

        while (failures.Count > 0)
        {
            var answer = Answers.Problem(503, await cut.SendAsync(Proven("zammad", "{}"), null));
            Assert.Equal(TimeSpan.FromSeconds(30), answer.Headers.RetryAfter?.Delta);
        }

        Assert.Contains("Error 9052", cut.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_that_hangs_up_has_been_heard_all_the_same()
    {
        using var hangUp = new CancellationTokenSource();
        var queue = new QueueDouble(_ => hangUp.Cancel());
        await using var heard = await StartAsync(queue);
        var context = new DefaultHttpContext { RequestServices = heard.Get<IServiceProvider>() };
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("{}"));
        context.Request.Headers[ScriptedHelpdesks.Header] = helpdesks["zammad"].Word;

        var result = await heard.Get<HelpdeskEventApi>().ReceiveAsync(context.Request, "zammad", hangUp.Token);

        Assert.Equal(202, Assert.IsAssignableFrom<IStatusCodeHttpResult>(result).StatusCode);
        Assert.Single(queue.Sent);
    }

    private Task<Agent> StartAsync(IHelpdeskQueue? queue = null) => Agent.StartAsync(services =>
    {
        services.AddSingleton<IHelpdesks>(helpdesks);
        if (queue is not null)
        {
            services.AddSingleton(queue);
        }
    });

    private HttpRequestMessage Proven(string name, string body, string? at = null) =>
        ScriptedHelpdesks.Delivery(at ?? name, body, helpdesks[name].Word);

    /// <summary>All of the answer but the request's own id.</summary>
    private async Task<string> RefusedAsync(string name, string? word)
    {
        var before = helpdesks.Proofs;
        var answer = Answers.Problem(401, await agent.SendAsync(ScriptedHelpdesks.Delivery(name, "{}", word), null));
        Assert.Equal(before + 1, helpdesks.Proofs);
        var headers = string.Join(';', answer.Headers.Select(header => header.Key).Order(StringComparer.Ordinal));
        return answer.Text.Replace(answer["instance"]!, "", StringComparison.Ordinal) + headers;
    }

    private async Task<IReadOnlyList<HelpdeskDelivery>> QueuedAsync()
    {
        var queued = new List<HelpdeskDelivery>();
        foreach (var message in await agent.Get<IMessageQueues>()[QueueNames.Tickets].ReceiveAsync(32, TimeSpan.FromSeconds(30), default))
        {
            queued.Add(await agent.Get<IQueueMessages>().ReadAsync<HelpdeskDelivery>(message.Text, default));
        }

        return queued;
    }

    private sealed class QueueDouble(Action<HelpdeskDelivery> before) : IHelpdeskQueue
    {
        public List<HelpdeskDelivery> Sent { get; } = [];

        public Task SendAsync(HelpdeskDelivery delivery, CancellationToken cancellationToken)
        {
            before(delivery);
            cancellationToken.ThrowIfCancellationRequested();
            Sent.Add(delivery);
            return Task.CompletedTask;
        }
    }
}
