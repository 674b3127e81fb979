using RefundAgent.Decisions;
using RefundAgent.Reading;
using RefundAgent.Replies;
using static RefundAgent.Tests.Model.SampleCase;

namespace RefundAgent.Tests.Model;

public sealed class KernelAdvisorTests
{
    [Fact]
    public async Task A_good_answer_becomes_a_proposal_that_cites_what_it_rests_on()
    {
        await using var rig = await ModelRig.StartAsync(ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        var counsel = await rig.AdviseAsync();

        var (reading, proposal, answers) = Assert.Single(counsel.Claims);
        Assert.Equal((RequestKind.Return, "#A1001", "defective"), (reading.Request, reading.Order?.Value, reading.Reason));
        Assert.Equal([Lamp], reading.Items.AsEnumerable());
        Assert.Null(answers);
        Assert.Equal("en", counsel.Language);
        Assert.Equal(Outcome.Approve, proposal.Outcome);
        Assert.Equal([GuidelineId], proposal.Items.Select(item => item.Value));
        Assert.Equal([GuidelineId, "model:scripted-1"], proposal.Reasons.Select(reason => reason.Id));
        Assert.Equal(ReasonKind.Guideline, proposal.Reasons[0].Kind);
        Assert.Equal("model:scripted-1|guideline:claim.reason eq defective & order.daysSinceDelivery lte→approve", proposal.Segment);
        Assert.Equal("Thank you, and sorry about the lamp. {c1} Take care!", counsel.ReplyFrame);
        Assert.Equal((AdvisorKind.Model, null, "scripted-1"), (counsel.Usage.Advisor, counsel.Usage.Fallback, counsel.Usage.Deployment));
        Assert.Matches("^[0-9a-f]{8}$", counsel.Usage.Prompt);
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
        Assert.Equal(
            ["ask_for_evidence", "find_orders", "hand_to_person", "policy_clause", "quote_entitlement", "read_order", "refund_history", "similar_precedents"],
            request.Body.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("function").GetProperty("name").GetString()!["case-".Length..]).Order());
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
            ScriptedReply.Call("case-similar_precedents", """{"orderId":"#A1001","request":"return","items":["lamp-1"],"reason":"defective"}"""),
            ScriptedReply.Says(SampleAnswer.Approve("case-1")));

        var counsel = await rig.AdviseAsync(Inquiry(context: Learned([.. Enumerable.Range(1, 10).Select(number => Precedent(number))])));

        Assert.Equal(["case-1"], counsel.Claims[0].Proposal.Items.Select(item => item.Value));
        Assert.Equal("model:scripted-1|precedents→approve", counsel.Claims[0].Proposal.Segment);
        var tool = Assert.Single(rig.Model.Requests[1].Messages, message => message.Role == "tool");
        Assert.Contains("\"case-1\"", tool.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("\"case-1\"", rig.Model.Requests[0].Messages[0].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_tool_calls_at_once_each_get_their_answer_and_stand_in_the_record()
    {
        await using var rig = await ModelRig.StartAsync(
            ScriptedReply.Calls("case-refund_history", "case-find_orders", "case-pay_out"),
            ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        var usage = (await rig.AdviseAsync()).Usage;

        var answers = rig.Model.Requests[1].Messages.Where(message => message.Role == "tool").Select(message => message.Content).ToList();
        Assert.Equal(3, answers.Count);
        Assert.Contains("refundsIn30Days", answers[0], StringComparison.Ordinal);
        Assert.Contains("#A1001", answers[1], StringComparison.Ordinal);
        Assert.Contains("no such tool", answers[2], StringComparison.Ordinal);
        Assert.Equal([("refund_history", false), ("find_orders", false), ("unknown", true)], usage.Tools.Select(call => (call.Name, call.Failed)));
    }

    [Fact]
    public async Task A_wrong_answer_is_mended_once_and_told_what_was_wrong()
    {
        await using var rig = await ModelRig.StartAsync(
            ScriptedReply.Says("Sure! I would approve this."), ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        var counsel = await rig.AdviseAsync();

        Assert.Equal(AdvisorKind.Model, counsel.Usage.Advisor);
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
            ScriptedReply.Says(SampleAnswer.With([GuidelineId], relation: "items", items: ["lamp-1"])));

        var share = await rig.AdviseAsync();
        var items = await rig.AdviseAsync();

        Assert.Equal(new AmountBasis.ShareOfPaid(0.25m), share.Claims[0].Proposal.Basis);
        Assert.Equal([Lamp], Assert.IsType<AmountBasis.ForItems>(items.Claims[0].Proposal.Basis).Items.AsEnumerable());
    }

    [Fact]
    public async Task The_models_reasoning_could_name_the_customer_and_stands_in_no_reason()
    {
        await using var rig = await ModelRig.StartAsync(ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        var counsel = await rig.AdviseAsync();

        Assert.DoesNotContain(counsel.Claims[0].Proposal.Reasons, reason => reason.Text.Contains("Mara", StringComparison.Ordinal));
        Assert.StartsWith("Mara's lamp", counsel.Reasoning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hello and thank you for your message. {c1} Take care!", true)]
    [InlineData("We will refund everything. {c1}", false)]
    [InlineData("Hello! {c1} {c2}", false)]
    [InlineData("Hello!", false)]
    public async Task Words_for_the_reply_that_bind_are_left_out_and_the_advice_stands(string reply, bool kept)
    {
        await using var rig = await ModelRig.StartAsync(ScriptedReply.Says(SampleAnswer.With([GuidelineId], reply: reply)));

        var counsel = await rig.AdviseAsync();

        Assert.Equal((kept ? reply : null, 1), (counsel.ReplyFrame, counsel.Claims.Length));
    }

    [Fact]
    public async Task Handing_over_beats_whatever_is_answered_after_it()
    {
        await using var rig = await ModelRig.StartAsync(ScriptedReply.Calls("case-hand_to_person"), ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        var proposal = (await rig.AdviseAsync()).Claims[0].Proposal;

        Assert.Equal(Outcome.Escalate, proposal.Outcome);
        Assert.Equal("model-hands-over", proposal.Reasons[0].Id);
    }

    [Fact]
    public async Task Evidence_that_a_tool_asked_for_is_asked_for_in_our_words()
    {
        await using var rig = await ModelRig.StartAsync(
            ScriptedReply.Call("case-ask_for_evidence", """{"missing":["photoOfProblem"]}"""),
            ScriptedReply.Says(SampleAnswer.With([], outcome: "ask", missing: ["whatHappened"])));

        var proposal = (await rig.AdviseAsync()).Claims[0].Proposal;

        Assert.Equal([TextKeys.WhatHappened, TextKeys.Photo], proposal.Questions.Select(question => question.Key));
        Assert.Equal(proposal.Questions.Select(question => question.InEnglish()), proposal.Missing);
    }

    [Theory]
    [InlineData("case-read_order", """{"orderId":"#W2"}""", "no order of this id")]
    [InlineData("case-read_order", "{}", "do not fit")]
    [InlineData("case-quote_entitlement", """{"orderId":"#A1001","request":"payOut"}""", "must be return")]
    [InlineData("case-quote_entitlement", """{"orderId":"#A1001","request":"return","items":["their-item"]}""", "not in this order")]
    [InlineData("case-quote_entitlement", """{"orderId":"#A1001","request":"return","items":7}""", "do not fit")]
    [InlineData("case-policy_clause", """{"ruleId":"mine"}""", "no rule of this id")]
    [InlineData("case-ask_for_evidence", """{"missing":["passport"]}""", "Name one or more of")]
    public async Task What_a_tool_cannot_do_it_says_as_a_value(string tool, string arguments, string told)
    {
        await using var rig = await ModelRig.StartAsync(ScriptedReply.Call(tool, arguments), ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        var counsel = await rig.AdviseAsync();

        var answer = Assert.Single(rig.Model.Requests[1].Messages, message => message.Role == "tool");
        Assert.Contains(told, answer.Content, StringComparison.Ordinal);
        Assert.True(Assert.Single(counsel.Usage.Tools).Failed);
        Assert.Equal(AdvisorKind.Model, counsel.Usage.Advisor);
    }

    [Fact]
    public async Task An_entitlement_is_quoted_from_the_books_with_the_rule_that_holds()
    {
        await using var rig = await ModelRig.StartAsync(
            ScriptedReply.Call("case-quote_entitlement", """{"orderId":"#A1001","request":"return","items":["lamp-1","shade-9"]}"""),
            ScriptedReply.Says(SampleAnswer.Approve(GuidelineId)));

        await rig.AdviseAsync();

        var answer = Assert.Single(rig.Model.Requests[1].Messages, message => message.Role == "tool");
        Assert.Contains("50.00 USD", answer.Content, StringComparison.Ordinal);
    }
}
