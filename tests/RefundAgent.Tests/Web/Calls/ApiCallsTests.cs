using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Decisions;
using RefundAgent.Tests.BadInputs;

namespace RefundAgent.Tests.Web.Calls;

public sealed class ApiCallsTests
{
    [Fact]
    public async Task A_call_that_passes_its_time_limit_is_told_that_nothing_is_lost()
    {
        await using var agent = await Agent.StartAsync(services => services.AddSingleton<IAdvisor, SilentAdvisor>());
        var advisor = (SilentAdvisor)agent.Get<IAdvisor>();

        var call = agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp));
        await advisor.Asked.Task;
        agent.Clock.Advance(TimeSpan.FromSeconds(101));
        var late = await call;

        Answers.Problem(504, late);
        Assert.EndsWith(":time-limit", late["type"], StringComparison.Ordinal);
        Assert.NotNull(late.Headers.RetryAfter);
        advisor.Speaks = true;
        Assert.Equal("executed", (await agent.PostAsync(Routes.Refunds, Requests.Refund(Requests.ReturnLamp)))["status"]);
    }

    [Fact]
    public async Task A_failure_that_nobody_thought_of_is_told_by_its_request_id_alone()
    {
        await using var agent = await Agent.StartAsync();
        agent.Tables.Before = _ => new InvalidOperationException("secret connection string");
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Refunds);
        request.Headers.Add("X-Request-Id", "helpdesk-42:a.b_c");

        var answer = Answers.Problem(500, await agent.SendAsync(request, "system"));

        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.Contains("helpdesk-42:a.b_c", answer["detail"], StringComparison.Ordinal);
        Assert.Contains("helpdesk-42:a.b_c", agent.Log.Text, StringComparison.Ordinal);
        Assert.Contains("secret connection string", agent.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Routes.Health, null, 200)]
    [InlineData(Routes.Refunds, "agent", 200)]
    [InlineData(Routes.Refunds, null, 401)]
    public async Task No_cache_keeps_an_answer_and_no_browser_guesses_what_it_is(string route, string? key, int status)
    {
        await using var agent = await Agent.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, route);

        var answer = await agent.SendAsync(request, key);

        Assert.Equal(status, answer.Code);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("helpdesk-1", true)]
    [InlineData("a b", false)]
    [InlineData("<script>", false)]
    public async Task A_callers_request_id_comes_back_if_it_is_plain_and_ours_if_not(string id, bool kept)
    {
        await using var agent = await Agent.StartAsync(seeded: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Health);
        request.Headers.TryAddWithoutValidation("X-Request-Id", id);

        var answer = await agent.SendAsync(request, null);

        var given = Assert.Single(answer.Headers.GetValues("X-Request-Id"));
        Assert.NotEmpty(given);
        Assert.Equal(kept, given == id);
    }

    [Fact]
    public async Task Health_needs_no_key_and_nothing_else_is_open()
    {
        await using var agent = await Agent.StartAsync(seeded: false);

        Assert.Equal("{\"live\":true,\"ready\":true}", (await agent.GetAsync(Routes.Health, null)).Text);
        Assert.Equal(200, (await agent.GetAsync(Routes.OpenApi, null)).Code);
        foreach (var path in new[] { Routes.Refunds, Routes.Context })
        {
            Assert.Equal(401, (await agent.GetAsync(path, null)).Code);
        }
    }

    private sealed class SilentAdvisor : IAdvisor
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Speaks { get; set; }

        public async Task<Counsel> AdviseAsync(Inquiry inquiry, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            if (!Speaks)
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }

            return Counsel.BuiltIn;
        }
    }
}
