using RefundAgent.Decisions;
using static RefundAgent.Tests.Model.SampleCase;

namespace RefundAgent.Tests.Model;

public sealed class KernelAdvisorTests
{
    [Fact]
    public async Task A_good_answer_becomes_a_proposal_that_cites_what_it_rests_on()
    {
        await using var rig = await ModelRig.StartAsync(ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        var (proposal, usage) = await rig.AdviseAsync();

        Assert.Equal(Outcome.Approve, proposal.Outcome);
        Assert.Equal([GuidelineId], proposal.Items.Select(item => item.Value));
        Assert.Equal([GuidelineId, "model:scripted-1"], proposal.Reasons.Select(reason => reason.Id));
        Assert.Equal(ReasonKind.Guideline, proposal.Reasons[0].Kind);
        Assert.Equal("model:guideline:claim.reason eq defective & order.daysSinceDelivery lte→approve", proposal.Segment);
        Assert.Equal("We are sorry about the lamp.", proposal.DraftReply);
        Assert.Equal(AdvisorKind.Model, usage.Advisor);
        Assert.Null(usage.Fallback);
    }

    [Fact]
    public async Task The_request_forces_the_schema_and_carries_key_and_deployment()
    {
        await using var rig = await ModelRig.StartAsync(ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        await rig.AdviseAsync();

        var request = Assert.Single(rig.Model.Requests);
        var format = request.Body.GetProperty("response_format");
        Assert.Equal("json_schema", format.GetProperty("type").GetString());
        Assert.True(format.GetProperty("json_schema").GetProperty("strict").GetBoolean());
        Assert.Equal("scripted-1", request.Body.GetProperty("model").GetString());
        Assert.Equal("Bearer test-key", request.Authorization);
        Assert.Equal(2, request.Body.GetProperty("tools").GetArrayLength());
    }

    [Fact]
    public async Task Tokens_and_cost_of_every_request_are_recorded()
    {
        var prices = new Dictionary<string, string?> { ["Model:InputPricePerMillion"] = "2", ["Model:OutputPricePerMillion"] = "10" };
        await using var rig = await ModelRig.StartAsync(
            prices, ScriptedReply.Calls("case-refund_history"), ScriptedReply.Says(SampleAnswer.Approve(GuidelineId), 300, 40));

        var usage = (await rig.AdviseAsync()).Usage;

        Assert.Equal((400, 60), (usage.InputTokens, usage.OutputTokens));
        Assert.Equal(((400 * 2m) + (60 * 10m)) / 1_000_000m, usage.CostUsd);
    }

    [Fact]
    public async Task A_precedent_that_a_tool_showed_may_be_cited()
    {
        await using var rig = await ModelRig.StartAsync(
            ScriptedReply.Calls("case-similar_precedents"), ScriptedReply.Says(SampleAnswer.Approve("case-1")));

        var advice = await rig.AdviseAsync(context: Learned([.. Enumerable.Range(1, 10).Select(number => Precedent(number))]));

        Assert.Equal(["case-1"], advice.Proposal.Items.Select(item => item.Value));
        Assert.Equal("model:precedents→approve", advice.Proposal.Segment);
        var tool = Assert.Single(rig.Model.Requests[1].Messages, message => message.Role == "tool");
        Assert.Contains("\"case-1\"", tool.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("\"case-1\"", rig.Model.Requests[0].Messages[0].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_tool_calls_at_once_each_get_their_answer()
    {
        await using var rig = await ModelRig.StartAsync(
            ScriptedReply.Calls("case-refund_history", "case-similar_precedents", "case-pay_out"),
            ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        await rig.AdviseAsync();

        var answers = rig.Model.Requests[1].Messages.Where(message => message.Role == "tool").Select(message => message.Content).ToList();
        Assert.Equal(3, answers.Count);
        Assert.Contains("givenBackOrReserved", answers[0], StringComparison.Ordinal);
        Assert.Contains("no more past cases", answers[1], StringComparison.Ordinal);
        Assert.Contains("no such tool", answers[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_answer_is_mended_once_and_told_what_was_wrong()
    {
        await using var rig = await ModelRig.StartAsync(
            ScriptedReply.Says("Sure! I would approve this."), ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        var advice = await rig.AdviseAsync();

        Assert.Equal(AdvisorKind.Model, advice.Usage.Advisor);
        var repair = rig.Model.Requests[1];
        Assert.Equal(["system", "user", "assistant", "user"], repair.Messages.Select(message => message.Role));
        Assert.Contains("one JSON object", repair.Messages[3].Content, StringComparison.Ordinal);
        Assert.Equal("none", repair.Body.GetProperty("tool_choice").GetString());
    }

    [Fact]
    public async Task A_server_that_cannot_take_tools_is_not_told_of_any()
    {
        var settings = new Dictionary<string, string?> { ["Model:MaxToolCalls"] = "0" };
        await using var rig = await ModelRig.StartAsync(settings, ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        await rig.AdviseAsync();

        Assert.False(rig.Model.Requests[0].Body.TryGetProperty("tools", out _));
    }

    [Fact]
    public async Task A_share_and_a_multiset_of_items_keep_their_relation()
    {
        await using var rig = await ModelRig.StartAsync(
            ScriptedReply.Says(SampleAnswer.With([GuidelineId], relation: "shareOfPaid", share: 0.25m)),
            ScriptedReply.Says(SampleAnswer.With([GuidelineId], relation: "items", items: ["lamp-1", "shade-9", "lamp-1"])));

        var share = await rig.AdviseAsync();
        var items = await rig.AdviseAsync();

        Assert.Equal(new AmountBasis.ShareOfPaid(0.25m), share.Proposal.Basis);
        Assert.Equal([Lamp, Shade, Lamp], Assert.IsType<AmountBasis.ForItems>(items.Proposal.Basis).Items.AsEnumerable());
    }

    [Fact]
    public async Task The_models_reasoning_could_name_the_customer_and_is_not_recorded()
    {
        await using var rig = await ModelRig.StartAsync(ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        var advice = await rig.AdviseAsync();

        Assert.DoesNotContain(advice.Proposal.Reasons, reason => reason.Text.Contains("Mara", StringComparison.Ordinal));
    }
}
