using System.Net;
using System.Text.Json;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Tests.Decisions;

namespace RefundAgent.Tests.Web.Approvals;

/// <summary>Over real HTTP, in this process, on storage in memory.</summary>
public sealed class ApprovalApiTests : IAsyncLifetime
{
    private ApprovalServer server = null!;

    public async Task InitializeAsync() => server = await ApprovalServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task An_approval_answers_with_the_decision_and_the_record_and_the_lists_show_it()
    {
        var id = await server.DecideAsync(ApprovalWorld.TwoClaims);

        var (status, decision) = await AnswerAsync(id, new { claimId = "c1", verdict = "approve", note = "ok" });

        Assert.Equal((HttpStatusCode.OK, "pendingApproval"), (status, Text(decision, "status")));
        Assert.Equal("127.00", decision.GetProperty("amount").GetProperty("amount").GetString());
        var claim = decision.GetProperty("claims")[0];
        Assert.Equal(("executed", "approve", "agent", "48.00"), (
            Text(claim, "status"),
            Text(claim.GetProperty("approval"), "verdict"),
            Text(claim.GetProperty("approval"), "by"),
            claim.GetProperty("approval").GetProperty("amount").GetProperty("amount").GetString()));
        Assert.False(decision.GetProperty("claims")[1].TryGetProperty("approval", out _));

        (_, decision) = await AnswerAsync(id, new { claimId = "c2", verdict = "approve", amount = new { amount = "70.00", currency = "USD" } });
        var (_, record) = await server.GetAsync($"api/refunds/{id}", "operator");
        Assert.Equal(("executed", "118.00"), (Text(decision, "status"), decision.GetProperty("amount").GetProperty("amount").GetString()));
        Assert.Equal(decision.GetRawText(), record.GetProperty("decision").GetRawText());
        Assert.Equal("ok", Text(record.GetProperty("claims")[0], "answerNote"));
        Assert.Empty((await server.GetAsync("api/refunds?status=pendingApproval", "agent")).Body.GetProperty("refunds").EnumerateArray());
        Assert.Single((await server.GetAsync("api/refunds?status=executed", "agent")).Body.GetProperty("refunds").EnumerateArray());
    }

    [Fact]
    public async Task A_rejected_claim_is_escalated_and_its_sum_no_longer_counts()
    {
        var id = await server.DecideAsync(ApprovalWorld.TwoClaims);

        var (_, decision) = await AnswerAsync(id, new { claimId = "c1", verdict = "reject" });

        Assert.Equal(("escalate", "pendingApproval", "79.00"), (
            Text(decision, "outcome"), Text(decision, "status"), decision.GetProperty("amount").GetProperty("amount").GetString()));
        Assert.Equal("approval.rejected", Text(decision.GetProperty("claims")[0].GetProperty("reasons")[0], "id"));
    }

    [Fact]
    public async Task B47_A_second_answer_is_a_conflict_that_carries_the_first_and_a_repeat_is_none()
    {
        var id = await server.DecideAsync(ApprovalWorld.ReturnLamp);
        var (_, decision) = await AnswerAsync(id, new { verdict = "approve" });

        Assert.Equal(decision.GetRawText(), (await AnswerAsync(id, new { verdict = "approve" })).Body.GetRawText());
        var (status, problem) = await AnswerAsync(id, new { verdict = "approve" }, "manager");

        Assert.Equal((HttpStatusCode.Conflict, "urn:refund-agent:problem:already-answered"), (status, Text(problem, "type")));
        var answer = problem.GetProperty("answer");
        Assert.Equal(("approve", "agent", "48.00"), (Text(answer, "verdict"), Text(answer, "by"), answer.GetProperty("amount").GetProperty("amount").GetString()));
        Assert.True(answer.TryGetProperty("at", out _));
    }

    [Theory]
    [InlineData("system", HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.Forbidden)]
    [InlineData("nobody", HttpStatusCode.Unauthorized)]
    [InlineData("stranger", HttpStatusCode.NotFound)]
    [InlineData("manager", HttpStatusCode.OK)]
    public async Task Only_staff_of_the_tenant_may_answer(string key, HttpStatusCode expected)
    {
        var id = await server.DecideAsync(ApprovalWorld.ReturnLamp);

        Assert.Equal(expected, (await AnswerAsync(id, new { verdict = "approve" }, key)).Status);
    }

    [Fact]
    public async Task Another_tenants_decision_cannot_be_reached_by_naming_the_tenant()
    {
        var id = await server.DecideAsync(ApprovalWorld.ReturnLamp);

        Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync($"api/refunds/{id}/approval?tenant=default", new { verdict = "approve" }, "stranger")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AnswerAsync("none", new { verdict = "approve" })).Status);
    }

    [Theory]
    [InlineData("""{}""", "verdict")]
    [InlineData("""{"verdict":"maybe"}""", "verdict")]
    [InlineData("""{"verdict":"approve"}""", "claimId")]
    [InlineData("""{"verdict":"approve","claimId":"c7"}""", "claimId")]
    [InlineData("""{"verdict":"reject","claimId":"c1","amount":{"amount":"1.00","currency":"USD"}}""", "amount")]
    [InlineData("""{"verdict":"approve","claimId":"c1","amount":{"amount":"48.01","currency":"USD"}}""", "amount")]
    [InlineData("""{"verdict":"approve","claimId":"c1","amount":{"amount":"-1","currency":"USD"}}""", "amount")]
    [InlineData("""{"verdict":"approve","claimId":"c1","amount":{"amount":"1.00","currency":"EUR"}}""", "amount")]
    [InlineData("""{"verdict":"approve","claimId":"c1","amount":12}""", "amount")]
    public async Task B46_A_wrong_field_is_named_and_nothing_happens(string body, string field)
    {
        var id = await server.DecideAsync(ApprovalWorld.TwoClaims);

        var (status, problem) = await AnswerAsync(id, JsonDocument.Parse(body).RootElement);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
        var (_, record) = await server.GetAsync($"api/refunds/{id}", "agent");
        Assert.Equal("pendingApproval", Text(record.GetProperty("decision"), "status"));
        Assert.Empty(server.Heard.Events);
    }

    [Fact]
    public async Task B48_What_does_not_wait_is_a_conflict_of_its_own()
    {
        var id = await server.DecideAsync("I'd like a refund.");

        var (status, problem) = await AnswerAsync(id, new { verdict = "reject" });

        Assert.Equal((HttpStatusCode.Conflict, "urn:refund-agent:problem:not-pending"), (status, Text(problem, "type")));
    }

    [Fact]
    public async Task B49_What_cannot_be_approved_any_more_is_a_conflict_that_says_why()
    {
        var both = await server.DecideAsync("I want to return the Desk Lamp and one Notebook from order #1001.", "t1");
        var (first, second) = (await server.DecideAsync(ApprovalWorld.ReturnLamp, "t2"), await server.DecideAsync(ApprovalWorld.ReturnLamp, "t3"));
        await AnswerAsync(first, new { verdict = "approve" });

        Assert.Equal((HttpStatusCode.Conflict, "nothing-left"), await ConflictAsync(second));
        Assert.Equal((HttpStatusCode.Conflict, "proposal-outdated"), await ConflictAsync(both));
        await server.SetModeAsync("off");
        Assert.Equal((HttpStatusCode.Conflict, "mode-off"), await ConflictAsync(both));
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(both, new { verdict = "reject" })).Status);
    }

    [Fact]
    public async Task B60_An_agent_above_their_limit_is_told_it_and_the_claim_waits_on()
    {
        await server.SetModeAsync("suggest", """{"agentUpTo":"20.00"}""");
        var id = await server.DecideAsync(ApprovalWorld.ReturnLamp);

        var (status, problem) = await AnswerAsync(id, new { verdict = "approve" });

        Assert.Equal((HttpStatusCode.Forbidden, "urn:refund-agent:problem:needs-manager"), (status, Text(problem, "type")));
        Assert.Contains("up to 20.00 USD; 48.00 USD is for a manager", Text(problem, "detail"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "executed"), await StatusAsync(id, "manager"));
    }

    [Fact]
    public async Task B61_Two_people_agree_to_a_large_sum_and_the_first_one_again_is_no_second()
    {
        await server.SetModeAsync("suggest", """{"fourEyesAbove":"20.00"}""");
        var id = await server.DecideAsync(ApprovalWorld.ReturnLamp);

        var (status, agreed) = await AnswerAsync(id, new { verdict = "approve", note = "seen" }, "manager");

        Assert.Equal((HttpStatusCode.OK, "pendingApproval"), (status, Text(agreed, "status")));
        var claim = agreed.GetProperty("claims")[0];
        Assert.False(claim.TryGetProperty("approval", out _));
        Assert.Equal([("manager", "48.00")], AgreedBy(claim));
        (status, var problem) = await AnswerAsync(id, new { verdict = "approve" }, "manager");
        Assert.Equal((HttpStatusCode.Conflict, "urn:refund-agent:problem:second-person-needed"), (status, Text(problem, "type")));
        Assert.Equal([("manager", "48.00")], AgreedBy(problem));

        var (_, paid) = await AnswerAsync(id, new { verdict = "approve" }, "manager2");

        Assert.Equal([("manager", "48.00"), ("manager2", "48.00")], AgreedBy(paid.GetProperty("claims")[0]));
        Assert.Equal(("executed", "manager2"), (Text(paid, "status"), Text(paid.GetProperty("claims")[0].GetProperty("approval"), "by")));
        var trace = (await server.GetAsync($"api/refunds/{id}", "agent")).Body.GetProperty("claims")[0];
        Assert.Equal(("seen", "manager"), (Text(trace, "agreementNote"), Text(trace.GetProperty("agreement"), "by")));
    }

    [Fact]
    public async Task B62_An_answer_after_the_end_is_told_so_and_what_to_do()
    {
        var id = await server.DecideAsync(ApprovalWorld.ReturnLamp);
        var pending = (await server.GetAsync($"api/refunds/{id}", "agent")).Body.GetProperty("decision").GetProperty("claims")[0].GetProperty("pending");
        Assert.Equal(TimeSpan.FromHours(72), pending.GetProperty("expiresAt").GetDateTimeOffset() - pending.GetProperty("since").GetDateTimeOffset());
        Assert.False(pending.TryGetProperty("remindedAt", out _));

        await server.WaitAsync(TimeSpan.FromHours(30), id);
        var record = (await server.GetAsync($"api/refunds/{id}", "agent")).Body;
        pending = record.GetProperty("decision").GetProperty("claims")[0].GetProperty("pending");
        Assert.Equal(TimeSpan.FromHours(30), pending.GetProperty("remindedAt").GetDateTimeOffset() - pending.GetProperty("since").GetDateTimeOffset());
        Assert.Equal(Text(pending, "remindedAt"), Text(record.GetProperty("claims")[0].GetProperty("wait"), "remindedAt"));

        await server.WaitAsync(TimeSpan.FromHours(42), id);
        var (status, problem) = await AnswerAsync(id, new { verdict = "approve" }, "manager");
        Assert.Equal((HttpStatusCode.Conflict, "urn:refund-agent:problem:expired"), (status, Text(problem, "type")));
        Assert.Contains("a new message on the ticket", Text(problem, "detail"), StringComparison.Ordinal);
        var claim = (await server.GetAsync($"api/refunds/{id}", "agent")).Body.GetProperty("decision").GetProperty("claims")[0];
        Assert.Equal(("escalate", "answered", "approval.expired"), (Text(claim, "outcome"), Text(claim, "status"), Text(claim.GetProperty("reasons")[0], "id")));
        Assert.False(claim.TryGetProperty("pending", out _));
        Assert.Empty(server.Heard.Events);
    }

    [Fact]
    public async Task What_expired_can_be_decided_again_by_a_new_message()
    {
        var id = await server.DecideAsync(ApprovalWorld.ReturnLamp);
        await server.WaitAsync(TimeSpan.FromHours(72), id);

        var again = await server.DecideAsync("Hello? " + ApprovalWorld.ReturnLamp);

        Assert.NotEqual(id, again);
        Assert.Equal((HttpStatusCode.OK, "executed"), await StatusAsync(again, "agent"));
    }

    [Fact]
    public async Task Feedback_that_confirms_what_expired_says_that_it_was_for_a_person()
    {
        var id = await server.DecideAsync(ApprovalWorld.ReturnLamp);
        await server.WaitAsync(TimeSpan.FromHours(72), id);

        await server.PostAsync($"api/refunds/{id}/feedback", new { kind = "confirm" }, "manager");

        Assert.Equal([(FeedbackKind.Ruling, (Outcome?)Outcome.Escalate)], server.Heard.Events.Select(each => (each.Kind, each.Outcome)));
    }

    [Fact]
    public async Task Feedback_that_confirms_an_edited_answer_says_what_the_answer_said()
    {
        var id = await server.DecideAsync(ApprovalWorld.ReturnLamp);
        await AnswerAsync(id, new { verdict = "approve", amount = new { amount = "20.00", currency = "USD" } });

        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync($"api/refunds/{id}/feedback", new { kind = "confirm" }, "manager")).Status);

        Assert.Equal([(FeedbackKind.Amount, "agent"), (FeedbackKind.Amount, "manager")], server.Heard.Events.Select(each => (each.Kind, each.By.Value)));
        Assert.Single(server.Heard.Events.Select(each => each.Amount).Distinct());
    }

    private async Task<(HttpStatusCode Status, string Type)> ConflictAsync(string id)
    {
        var (status, problem) = await AnswerAsync(id, new { verdict = "approve" });
        return (status, Text(problem, "type")!["urn:refund-agent:problem:".Length..]);
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> AnswerAsync(string id, object said, string key = "agent") =>
        server.PostAsync($"api/refunds/{id}/approval", said, key);

    private async Task<(HttpStatusCode Status, string? Decision)> StatusAsync(string id, string key)
    {
        var (status, decision) = await AnswerAsync(id, new { verdict = "approve" }, key);
        return (status, Text(decision, "status"));
    }

    private static IEnumerable<(string?, string?)> AgreedBy(JsonElement element) =>
        element.GetProperty("approvals").EnumerateArray().Select(each => (Text(each, "by"), Text(each.GetProperty("amount"), "amount")));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
