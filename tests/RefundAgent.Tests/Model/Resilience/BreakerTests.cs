using RefundAgent.Decisions;

namespace RefundAgent.Tests.Model.Resilience;

public sealed class BreakerTests
{
    private const string Open = "circuitOpen: the deployment kept failing and is left alone for a while";

    private static readonly Dictionary<string, string?> Hasty = new()
    {
        ["Model:MaxRetries"] = "0",
        ["Model:Breaker:MinimumRequests"] = "3",
        ["Model:Breaker:BreakSeconds"] = "30",
    };

    private static ScriptedReply Good => ScriptedReply.Says(SampleAnswer.Approve(SampleCase.GuidelineId));

    private static ScriptedReply Bad => ScriptedReply.Fails(500);

    [Fact]
    public async Task A_deployment_that_keeps_failing_is_left_alone_until_a_probe_succeeds()
    {
        await using var rig = await ModelRig.StartAsync(Hasty, Bad, Bad, Bad, Bad, Good, Good);

        string?[] told = [await FallbackAsync(rig), await FallbackAsync(rig), await FallbackAsync(rig), await FallbackAsync(rig)];
        Assert.Equal(new[] { "serverError: HTTP 500", "serverError: HTTP 500", "serverError: HTTP 500", Open }, told);
        Assert.Equal(3, rig.Model.Requests.Count);

        rig.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("serverError: HTTP 500", await FallbackAsync(rig));
        Assert.Equal(Open, await FallbackAsync(rig));
        Assert.Equal(4, rig.Model.Requests.Count);

        rig.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await FallbackAsync(rig));
        Assert.Null(await FallbackAsync(rig));
        Assert.Equal(6, rig.Model.Requests.Count);
    }

    [Fact]
    public async Task Nobody_waits_for_a_deployment_that_is_left_alone()
    {
        await using var rig = await ModelRig.StartAsync(Hasty, Bad, Bad, Bad);
        for (var each = 0; each < 3; each++)
        {
            await FallbackAsync(rig);
        }

        var started = rig.Time.GetUtcNow();
        var usage = (await rig.AdviseAsync()).Usage;

        Assert.Equal((Open, AdvisorKind.Precedent), (usage.Fallback, usage.Advisor));
        Assert.Equal(started, rig.Time.GetUtcNow());
    }

    [Fact]
    public async Task The_tries_of_one_request_count_each_and_end_with_the_breaker()
    {
        var patient = new Dictionary<string, string?>(Hasty) { ["Model:MaxRetries"] = "5" };
        await using var rig = await ModelRig.StartAsync(patient, Bad, Bad, Bad, Bad);

        Assert.Equal("serverError: HTTP 500", await FallbackAsync(rig));
        Assert.Equal(3, rig.Model.Requests.Count);
    }

    [Fact]
    public async Task Silence_until_the_end_of_an_advice_counts_too()
    {
        var slow = new Dictionary<string, string?>(Hasty)
        {
            ["Model:TimeoutSeconds"] = "5",
            ["Model:AttemptTimeoutSeconds"] = "5",
            ["Model:Breaker:MinimumRequests"] = "2",
        };
        await using var rig = await ModelRig.StartAsync(slow, new ScriptedReply.Hang(), new ScriptedReply.Hang());

        for (var each = 0; each < 2; each++)
        {
            var advising = FallbackAsync(rig);
            await rig.Model.Hanging;
            rig.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal("timedOut: no answer within 5 s", await advising);
        }

        Assert.Equal(Open, await FallbackAsync(rig));
        Assert.Equal(2, rig.Model.Requests.Count);
    }

    [Fact]
    public async Task Refusals_of_single_requests_do_not_count()
    {
        await using var rig = await ModelRig.StartAsync(Hasty, [.. Enumerable.Repeat(ScriptedReply.Fails(400), 6)]);

        for (var each = 0; each < 6; each++)
        {
            Assert.Equal("rejected: HTTP 400", await FallbackAsync(rig));
        }
    }

    private static async Task<string?> FallbackAsync(ModelRig rig) => (await rig.AdviseAsync()).Usage.Fallback;
}
