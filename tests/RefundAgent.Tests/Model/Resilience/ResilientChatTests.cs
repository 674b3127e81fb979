using System.Globalization;
using RefundAgent.Decisions;

namespace RefundAgent.Tests.Model.Resilience;

/// <summary>The real connector with its layers against a scripted server; waits pass at once on the rig's clock, time limits when told.</summary>
public sealed class ResilientChatTests
{
    private static ScriptedReply Good => ScriptedReply.Says(SampleAnswer.Approve(SampleCase.GuidelineId));

    [Fact]
    public async Task A_refusal_for_the_rate_is_waited_out_as_the_server_asks()
    {
        await using var rig = await ModelRig.StartAsync(ScriptedReply.Fails(429, headers: ("Retry-After", "2")), Good);
        var started = rig.Time.GetUtcNow();

        var advice = await rig.AdviseAsync();

        Assert.Equal((AdvisorKind.Model, null), (advice.Usage.Advisor, advice.Usage.Fallback));
        Assert.Equal((100, 20), (advice.Usage.InputTokens, advice.Usage.OutputTokens));
        Assert.Equal(TimeSpan.FromSeconds(2), rig.Time.GetUtcNow() - started);
    }

    [Fact]
    public async Task Milliseconds_beat_seconds_where_the_server_says_both()
    {
        await using var rig = await ModelRig.StartAsync(
            ScriptedReply.Fails(429, headers: [("Retry-After", "2"), ("retry-after-ms", "1250")]), Good);
        var started = rig.Time.GetUtcNow();

        Assert.Equal(AdvisorKind.Model, (await rig.AdviseAsync()).Usage.Advisor);
        Assert.Equal(TimeSpan.FromMilliseconds(1_250), rig.Time.GetUtcNow() - started);
    }

    [Fact]
    public async Task A_date_to_come_back_at_is_kept_and_one_that_has_passed_is_no_wait()
    {
        var clock = new SkippingClock().GetUtcNow();
        await using var rig = await ModelRig.StartAsync(
            ScriptedReply.Fails(503, headers: ("Retry-After", Http(clock.AddSeconds(2)))),
            ScriptedReply.Fails(503, headers: ("Retry-After", Http(clock.AddSeconds(-60)))),
            Good);

        Assert.Equal(AdvisorKind.Model, (await rig.AdviseAsync()).Usage.Advisor);
        Assert.Equal(clock.AddSeconds(2), rig.Time.GetUtcNow());
    }

    [Theory]
    [InlineData("20")]
    [InlineData("86401")]
    [InlineData("1e9")]
    public async Task A_wish_that_outlasts_the_advice_is_not_waited_for(string seconds)
    {
        await using var rig = await ModelRig.StartAsync(ScriptedReply.Fails(429, headers: ("Retry-After", seconds)), ScriptedReply.Fails(418));
        var started = rig.Time.GetUtcNow();

        var advice = await rig.AdviseAsync();

        if (seconds == "1e9")
        {
            // No number of the standard's: our own waits apply, and the next answer counts.
            Assert.Equal("rejected: HTTP 418", advice.Usage.Fallback);
            return;
        }

        Assert.Equal("rateLimited: HTTP 429", advice.Usage.Fallback);
        Assert.Single(rig.Model.Requests);
        Assert.Equal(started, rig.Time.GetUtcNow());
    }

    [Theory]
    [InlineData("500")]
    [InlineData("408")]
    [InlineData("529")]
    [InlineData("cut")]
    public async Task What_may_pass_is_asked_again_and_costs_what_the_good_answer_costs(string fault)
    {
        await using var rig = await ModelRig.StartAsync(Play(fault), Play(fault), Good);

        var usage = (await rig.AdviseAsync()).Usage;

        Assert.Equal((AdvisorKind.Model, 100, 20), (usage.Advisor, usage.InputTokens, usage.OutputTokens));
        Assert.Equal(3, rig.Model.Requests.Count);
    }

    [Theory]
    [InlineData("500", "serverError: HTTP 500", 3)]
    [InlineData("408", "timedOut: HTTP 408", 3)]
    [InlineData("cut", "unreachable: the connection failed", 3)]
    [InlineData("400", "rejected: HTTP 400", 1)]
    [InlineData("404", "rejected: HTTP 404", 1)]
    [InlineData("302", "garbled: HTTP 302", 1)]
    [InlineData("content_filter", "rejected: HTTP 400, the content filter refused the prompt", 1)]
    [InlineData("insufficient_quota", "rateLimited: HTTP 429, the quota is used up", 1)]
    public async Task What_stays_is_asked_for_as_often_as_makes_sense_and_recorded(string fault, string reason, int requests)
    {
        await using var rig = await ModelRig.StartAsync([.. Enumerable.Repeat(Play(fault), 4)]);

        var usage = (await rig.AdviseAsync()).Usage;

        Assert.Equal((AdvisorKind.Precedent, reason), (usage.Advisor, usage.Fallback));
        Assert.Equal((0, 0, 0m), (usage.InputTokens, usage.OutputTokens, usage.CostUsd));
        Assert.Equal(requests, rig.Model.Requests.Count);
    }

    [Fact]
    public async Task Without_retries_one_fault_is_enough()
    {
        await using var rig = await ModelRig.StartAsync(Settings(("Model:MaxRetries", "0")), ScriptedReply.Fails(500), Good);

        Assert.Equal("serverError: HTTP 500", (await rig.AdviseAsync()).Usage.Fallback);
        Assert.Single(rig.Model.Requests);
    }

    [Fact]
    public async Task A_request_that_hangs_is_given_up_and_asked_again_within_the_time_of_the_whole()
    {
        await using var rig = await ModelRig.StartAsync(Settings(("Model:AttemptTimeoutSeconds", "5")), new ScriptedReply.Hang(), Good);

        var advising = rig.AdviseAsync();
        await rig.Model.Hanging;
        rig.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(AdvisorKind.Model, (await advising).Usage.Advisor);
        Assert.Equal(2, rig.Model.Requests.Count);
    }

    [Fact]
    public async Task A_request_that_hangs_with_no_time_left_for_another_is_the_end()
    {
        await using var rig = await ModelRig.StartAsync(Settings(("Model:AttemptTimeoutSeconds", "19")), new ScriptedReply.Hang(), Good);

        var advising = rig.AdviseAsync();
        await rig.Model.Hanging;
        rig.Time.Advance(TimeSpan.FromSeconds(19));

        Assert.Equal("timedOut: no answer to one request within 19 s", (await advising).Usage.Fallback);
        Assert.Single(rig.Model.Requests);
    }

    [Fact]
    public async Task An_answer_beyond_all_bounds_is_not_read_to_its_end()
    {
        var endless = new ScriptedReply.Body(200, new string(' ', 1024 * 1024 + 1));
        await using var rig = await ModelRig.StartAsync(endless, Good);

        Assert.Equal("garbled: the answer has more than 1048576 bytes", (await rig.AdviseAsync()).Usage.Fallback);
        Assert.Single(rig.Model.Requests);
    }

    private static Dictionary<string, string?> Settings(params (string Key, string Value)[] settings) =>
        settings.ToDictionary(each => each.Key, each => (string?)each.Value);

    private static string Http(DateTimeOffset date) => date.ToString("r", CultureInfo.InvariantCulture);

    private static ScriptedReply Play(string fault) => fault switch
    {
        "cut" => new ScriptedReply.Cut(),
        "content_filter" => ScriptedReply.Fails(400, fault),
        "insufficient_quota" => ScriptedReply.Fails(429, fault),
        _ => ScriptedReply.Fails(int.Parse(fault, CultureInfo.InvariantCulture)),
    };
}
