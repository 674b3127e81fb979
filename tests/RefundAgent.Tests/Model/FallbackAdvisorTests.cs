using RefundAgent.Decisions;
using static RefundAgent.Tests.Model.SampleCase;

namespace RefundAgent.Tests.Model;

public sealed class FallbackAdvisorTests
{
    private const string NotJson = "Sure! I would approve this.";

    public static TheoryData<string, string> Faults { get; } = new()
    {
        { "429", "rateLimited: HTTP 429" },
        { "500", "serverError: HTTP 500" },
        { "503", "serverError: HTTP 503" },
        { "401", "rejected: HTTP 401" },
        { "cut", "unreachable: the connection failed" },
        { "refusal", "refused: the model declined" },
        { "filter", "refused: a content filter cut the answer" },
        { "html", "garbled: the answer is no chat completion (JsonReaderException)" },
        { "{}", "garbled: the answer is no chat completion" },
        { "choices", "garbled: the answer is no chat completion" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_of_the_model_lets_the_built_in_advisor_speak_and_is_recorded(string fault, string reason)
    {
        await using var rig = await ModelRig.StartAsync(Play(fault), Play(fault), Play(fault));

        var advice = await rig.AdviseAsync();

        Assert.Equal(AdvisorKind.Precedent, advice.Usage.Advisor);
        Assert.StartsWith(reason, advice.Usage.Fallback, StringComparison.Ordinal);
        Assert.Empty(advice.Claims);
    }

    public static TheoryData<string, string> WrongAnswers { get; } = new()
    {
        { NotJson, "invalidAnswer: $: one JSON object" },
        { "", "invalidAnswer: $: the answer is empty" },
        { new string('x', 200 * 1024), "invalidAnswer: $: the answer is longer" },
        { SampleAnswer.Approve("g-invented"), "invalidAnswer: $.claims[0].cites[0]: is none of the ids" },
        { SampleAnswer.With([GuidelineId], relation: "items", items: ["not-theirs"]), "invalidAnswer: $.claims[0].basis.items[0]: is not among the items" },
        { SampleAnswer.With([GuidelineId], outcome: "payOut"), "invalidAnswer: $: one JSON object" },
    };

    [Theory]
    [MemberData(nameof(WrongAnswers))]
    public async Task An_answer_that_stays_wrong_after_one_repair_falls_back_with_the_reason(string answer, string reason)
    {
        await using var rig = await ModelRig.StartAsync(ScriptedReply.Says(answer), ScriptedReply.Says(answer));

        var advice = await rig.AdviseAsync();

        Assert.Equal(AdvisorKind.Precedent, advice.Usage.Advisor);
        Assert.StartsWith(reason, advice.Usage.Fallback, StringComparison.Ordinal);
        Assert.Equal(2, rig.Model.Requests.Count);
        Assert.Equal((200, 40), (advice.Usage.InputTokens, advice.Usage.OutputTokens));
    }

    [Fact]
    public async Task A_silent_model_is_given_up_on_after_its_time_and_the_tokens_spent_before_are_kept()
    {
        await using var rig = await ModelRig.StartAsync(ScriptedReply.Calls("case-refund_history"), new ScriptedReply.Hang());

        var advising = rig.AdviseAsync();
        await rig.Model.Hanging;
        rig.Time.Advance(TimeSpan.FromSeconds(20));
        var usage = (await advising).Usage;

        Assert.Equal("timedOut: no answer within 20 s", usage.Fallback);
        Assert.Equal((100, 20), (usage.InputTokens, usage.OutputTokens));
        Assert.Equal(20_000, usage.Milliseconds);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_no_fallback()
    {
        await using var rig = await ModelRig.StartAsync(new ScriptedReply.Hang());
        using var caller = new CancellationTokenSource();

        var advising = rig.AdviseAsync(cancellationToken: caller.Token);
        await rig.Model.Hanging;
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => advising);
    }

    [Theory]
    [InlineData("case-similar_precedents")]
    [InlineData("case-no_such_tool")]
    public async Task Calling_tools_without_end_is_ended(string tool)
    {
        var settings = new Dictionary<string, string?> { ["Model:MaxToolCalls"] = "3" };
        await using var rig = await ModelRig.StartAsync(settings, [.. Enumerable.Repeat(ScriptedReply.Calls(tool), 50)]);

        var advice = await rig.AdviseAsync();

        Assert.Equal("tooManyToolCalls: more than 3 tool calls", advice.Usage.Fallback);
        Assert.Equal(4, rig.Model.Requests.Count);
    }

    [Fact]
    public async Task No_request_is_made_once_the_tokens_are_used_up()
    {
        var settings = new Dictionary<string, string?> { ["Model:MaxTokensPerAdvice"] = "30000" };
        await using var rig = await ModelRig.StartAsync(settings, ScriptedReply.Says(NotJson, 29_000, 1_000), ScriptedReply.Says(NotJson));

        var advice = await rig.AdviseAsync();

        Assert.Equal("overBudget: 30000 tokens used, and one more request could pass the limit of 30000", advice.Usage.Fallback);
        Assert.Single(rig.Model.Requests);
    }

    private static ScriptedReply Play(string fault) => fault switch
    {
        "429" => ScriptedReply.Fails(429, headers: ("Retry-After", "1")),
        "cut" => new ScriptedReply.Cut(),
        "refusal" => ScriptedReply.Refuses("I can't help with that."),
        "filter" => ScriptedReply.Says("", finishReason: "content_filter"),
        "html" => new ScriptedReply.Body(200, "<html>maintenance</html>"),
        "{}" => new ScriptedReply.Body(200, "{}"),
        "choices" => new ScriptedReply.Body(200, """{"id":"x","object":"chat.completion","choices":[],"created":1,"model":"m"}"""),
        _ => ScriptedReply.Fails(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
