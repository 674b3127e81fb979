using System.Collections.Immutable;
using System.Text.Json;
using RefundAgent.Adapters.Model;
using RefundAgent.Adapters.Queues;
using RefundAgent.Adapters.Storage;
using RefundAgent.Learning;
using RefundAgent.Queues;
using RefundAgent.Tests.Web;
using RefundAgent.Training;
using RefundAgent.Web.Auth;

namespace RefundAgent.Tests.Training;

/// <summary>From decisions over HTTP and people's word on them to lines for fine-tuning, on storage in memory.</summary>
public sealed class TrainingTests : IAsyncLifetime
{
    private const string NeverArrived = "Order #1001 never arrived, I would like my money back. Write to mara@lind.example.";

    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public async Task What_a_person_ruled_is_the_answer_that_the_model_should_have_given()
    {
        await RuleAsync(await DecideAsync(NeverArrived), new { kind = "ruling", outcome = "approve", reason = "mara@lind.example sent the carrier's letter" });

        var line = JsonDocument.Parse(Assert.Single((await ExportAsync(TrainingFormat.Sft)).Lines)).RootElement;

        var messages = line.GetProperty("messages").EnumerateArray().ToArray();
        Assert.Equal(["system", "user", "assistant"], messages.Select(message => message.GetProperty("role").GetString()));
        Assert.Contains(PromptText.Role, Content(messages[0]), StringComparison.Ordinal);
        Assert.Contains("never arrived", Content(messages[1]), StringComparison.Ordinal);
        var (answer, fault) = ModelAnswer.Parse(Content(messages[2]));
        Assert.Null(fault);
        var claim = Assert.Single(answer!.Claims);
        Assert.Equal((RefundAgent.Decisions.Outcome.Approve, "#1001", BasisRelation.Entitled), (claim.Outcome, claim.OrderId, claim.Basis.Relation));
        Assert.Contains("because [email] sent the carrier's letter", answer.Reasoning, StringComparison.Ordinal);
        Assert.DoesNotContain("mara@lind.example", line.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("mara.lind", line.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_people_ruled_otherwise_their_answer_stands_beside_the_advised_one()
    {
        await RuleAsync(await DecideAsync(NeverArrived, "overruled"), new { kind = "ruling", outcome = "approve" });
        await RuleAsync(await DecideAsync("I never got order #1009, give me my money back.", "agreed", "leila.haddad"), new { kind = "ruling", outcome = "approve" });

        var (lines, leftOut) = await ExportAsync(TrainingFormat.Dpo);

        var line = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.Equal(["input", "preferred_output", "non_preferred_output"], line.EnumerateObject().Select(field => field.Name));
        Assert.Equal(2, line.GetProperty("input").GetProperty("messages").GetArrayLength());
        Assert.Equal("approve", OutcomeOf(line.GetProperty("preferred_output")[0]));
        Assert.Equal("escalate", OutcomeOf(line.GetProperty("non_preferred_output")[0]));
        Assert.Equal("people agreed with what was advised", Assert.Single(leftOut));
    }

    [Fact]
    public async Task A_managers_audit_counts_before_a_later_word_of_an_agent()
    {
        var decision = await DecideAsync(NeverArrived);
        await RuleAsync(decision, new { kind = "audit", outcome = "deny" }, "manager");
        await RuleAsync(decision, new { kind = "ruling", outcome = "approve" });

        var line = JsonDocument.Parse(Assert.Single((await ExportAsync(TrainingFormat.Sft)).Lines)).RootElement;

        Assert.Equal("deny", OutcomeOf(line.GetProperty("messages")[2]));
    }

    [Fact]
    public async Task A_sum_that_no_model_may_name_is_left_out_and_counted()
    {
        await RuleAsync(await DecideAsync(NeverArrived), new { kind = "ruling", outcome = "approve", amount = new { amount = "17.31", currency = "USD" } });

        var (lines, leftOut) = await ExportAsync(TrainingFormat.Sft);

        Assert.Empty(lines);
        Assert.StartsWith("people's ruling is none that a model may give: its sum", Assert.Single(leftOut), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_that_nobody_judged_leave_the_message_out_unless_a_rule_of_the_policy_decided_them()
    {
        var both = await DecideAsync($"{Requests.ReturnLamp} And order #1002 never arrived, I want my money back for it.", "both");
        await RuleAsync(both, new { kind = "ruling", claimId = "c2", outcome = "deny" });

        Assert.Single((await ExportAsync(TrainingFormat.Sft)).Lines);

        var open = await DecideAsync("Order #1001 never arrived, I want my money back. And order #1002 never arrived, I want my money back for it.", "open");
        await RuleAsync(open, new { kind = "ruling", claimId = "c1", outcome = "deny" });

        var (lines, leftOut) = await ExportAsync(TrainingFormat.Sft);
        Assert.Single(lines);
        Assert.Equal("one of its claims was judged neither by a person nor by a rule of the policy", Assert.Single(leftOut));
    }

    [Fact]
    public async Task What_customers_say_teaches_no_model()
    {
        await RuleAsync(await DecideAsync(NeverArrived), new { kind = "csat", score = 5 }, "system");

        Assert.Equal((0, 0), Counts(await ExportAsync(TrainingFormat.Sft)));
    }

    [Theory]
    [InlineData("api/reviewers/agent/revoke", "operator")]
    [InlineData("api/customers/mara.lind/erase", "operator")]
    public async Task What_was_revoked_or_erased_is_not_in_it(string path, string key)
    {
        await RuleAsync(await DecideAsync(NeverArrived), new { kind = "ruling", outcome = "approve" });
        Assert.Single((await ExportAsync(TrainingFormat.Sft)).Lines);

        var answer = await agent.PostAsync(path, new { }, key);

        Assert.Equal((200, (0, 0)), (answer.Code, Counts(await ExportAsync(TrainingFormat.Sft))));
    }

    [Theory]
    [InlineData(TableNames.Policies, "the policy that it was decided by is not stored")]
    [InlineData(TableNames.Decisions, "a row of table Decisions that it needs cannot be read")]
    public async Task What_is_damaged_or_gone_costs_its_own_line_and_is_counted(string table, string why)
    {
        await RuleAsync(await DecideAsync(NeverArrived), new { kind = "ruling", outcome = "approve" });
        var rows = agent.Tables[table];
        foreach (var row in await rows.QueryAsync(RowQuery.All, default).ToListAsync())
        {
            await rows.TryWriteAsync(
                table == TableNames.Policies ? RowWrite.Delete(row) : RowWrite.Put(row with { Body = row.Body with { Pieces = ["{oops"u8.ToArray()] } }), default);
        }

        var (lines, leftOut) = await ExportAsync(TrainingFormat.Sft);

        Assert.Empty(lines);
        Assert.Equal(why, Assert.Single(leftOut));
    }

    private async Task<string> DecideAsync(string message, string ticket = "t1", string customer = "mara.lind")
    {
        var decided = await agent.PostAsync(Routes.Refunds, Requests.Refund(message, ticket, customer: customer));
        Assert.Equal(200, decided.Code);
        return decided["decisionId"]!;
    }

    private async Task RuleAsync(string decision, object feedback, string key = "agent")
    {
        agent.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(202, (await agent.PostAsync($"{Routes.Refunds}/{decision}/feedback", feedback, key)).Code);
        foreach (var message in await agent.Get<IQueues>()[QueueNames.Feedback].ReceiveAsync(32, TimeSpan.FromMinutes(1), default))
        {
            await agent.Get<FeedbackWorker>().RecordAsync(message.Text, default);
            await agent.Get<IQueues>()[QueueNames.Feedback].DeleteAsync(message, default);
        }

        await agent.Get<LearnerTick>().RunAsync(default);
    }

    private async Task<(ImmutableArray<string> Lines, ImmutableArray<string> LeftOut)> ExportAsync(TrainingFormat format)
    {
        var (lines, leftOut) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        await foreach (var found in agent.Get<TrainingCases>().ReadAsync(DefaultTenant.Id, default))
        {
            switch (found is TrainingCaseResult.Usable usable ? agent.Get<ITrainingLines>().Write(usable.Case, format) : null)
            {
                case TrainingLine.Written line:
                    lines.Add(line.Json);
                    break;
                case TrainingLine.LeftOut { Why: var why }:
                    leftOut.Add(why);
                    break;
                default:
                    leftOut.Add(((TrainingCaseResult.LeftOut)found).Why);
                    break;
            }
        }

        return (lines.ToImmutable(), leftOut.ToImmutable());
    }

    private static (int, int) Counts((ImmutableArray<string> Lines, ImmutableArray<string> LeftOut) export) => (export.Lines.Length, export.LeftOut.Length);

    private static string Content(JsonElement message) => message.GetProperty("content").GetString()!;

    private static string OutcomeOf(JsonElement message) =>
        JsonDocument.Parse(Content(message)).RootElement.GetProperty("claims")[0].GetProperty("outcome").GetString()!;
}
