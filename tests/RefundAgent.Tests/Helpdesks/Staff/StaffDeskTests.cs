using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Helpdesks.Staff;

/// <summary>What people say in notes, where it is not a plain yes.</summary>
public sealed class StaffDeskTests
{
    private const string Cancel = "Please cancel order #1002, I no longer need it.";

    [Theory]
    [InlineData("/deny", "the customer is refused, as proposed", FeedbackKind.Confirm, 1)]
    [InlineData("/approve", "The case is yours to answer", FeedbackKind.Ruling, 0)]
    public async Task Where_a_refusal_waits_people_speak_of_the_refund_all_the_same(string note, string told, FeedbackKind kind, int replies)
    {
        await using var world = await HelpdeskWorld.OpenAsync();
        await world.Get<IOrderBook>().PutAsync(HelpdeskWorld.Tenant, Samples.Order("#3001", "lena") with { Status = "processed" }, default);
        world.Helpdesk.Open("7", "Please cancel order #3001, I no longer need it.", shopId: "lena");
        await world.HearAsync("7", "e1");
        Assert.Contains("would refuse", world.Helpdesk.Notes("7")[0], StringComparison.Ordinal);

        world.Helpdesk.StaffNotes("7", "s-mara", note);
        await world.HearAsync("7", "e2");

        Assert.Contains(told, world.Helpdesk.Notes("7")[^1], StringComparison.Ordinal);
        Assert.Equal(replies, world.Helpdesk.Replies("7").Length);
        Assert.Equal(kind, Assert.Single(await world.FeedbackAsync()).Kind);
    }

    [Theory]
    [InlineData("/approve c9", "name the claim that you mean: one of c1")]
    [InlineData("/approve 12.50 EUR", "The case is in USD, and the sum in EUR")]
    [InlineData("/approve 12.50 QQQ", "'QQQ' is none")]
    [InlineData("/approve 0", "it has to be above zero")]
    [InlineData("/approve 12.505", "at most 2 decimals")]
    [InlineData("/approve 80", "Not taken: the sum")]
    [InlineData("/approve 1,250", "cannot be read as a sum for certain")]
    public async Task An_answer_that_cannot_be_is_explained_and_the_claim_waits_on(string note, string told)
    {
        await using var world = await HelpdeskWorld.OpenAsync();
        world.Helpdesk.Open("7", Cancel);
        await world.HearAsync("7", "e1");

        world.Helpdesk.StaffNotes("7", "s-mara", note);
        await world.HearAsync("7", "e2");
        Assert.Contains(told, world.Helpdesk.Notes("7")[^1], StringComparison.Ordinal);
        Assert.Empty(await world.PaidAsync("#1002"));

        world.Helpdesk.StaffNotes("7", "s-mara", "/approve 12.50");
        await world.HearAsync("7", "e3");
        Assert.Single(await world.PaidAsync("#1002"));
    }

    [Fact]
    public async Task A_second_answer_is_told_of_the_first_and_pays_nothing_more()
    {
        await using var world = await HelpdeskWorld.OpenAsync();
        world.Helpdesk.Open("7", Cancel);
        await world.HearAsync("7", "e1");
        world.Helpdesk.StaffNotes("7", "s-mara", "/approve 12.50");
        world.Helpdesk.StaffNotes("7", "s-noor", "/approve");

        await world.HearAsync("7", "e2");

        Assert.Contains("mara answered this before", world.Helpdesk.Notes("7")[^1], StringComparison.Ordinal);
        Assert.Equal(1250, (await world.PaidAsync("#1002")).Sum(refund => refund.Amount.MinorUnits));
        Assert.Single(await world.FeedbackAsync());
    }

    [Fact]
    public async Task Where_two_must_agree_the_same_person_over_note_and_api_is_one()
    {
        await using var world = await HelpdeskWorld.OpenAsync();
        var policy = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(RefundAgent.Cli.Samples.SampleFiles.Policy("retail")))!;
        (policy["mode"], policy["approvals"]) = ("suggest", System.Text.Json.Nodes.JsonNode.Parse("""{"fourEyesAbove":"10.00"}"""));
        await world.Get<PolicyImport>().RunAsync(HelpdeskWorld.Tenant, policy.ToJsonString(), default);
        world.Helpdesk.Open("7", Cancel);
        await world.HearAsync("7", "e1");

        world.Helpdesk.StaffNotes("7", "s-noor", "/approve");
        await world.HearAsync("7", "e2");
        Assert.Contains("needs a second person", world.Helpdesk.Notes("7")[^1], StringComparison.Ordinal);
        var again = await world.Get<ApprovalDesk>().AnswerAsync(
            HelpdeskWorld.Tenant,
            (await world.DecisionsAsync("7"))[0].Id,
            new PersonsAnswer
            {
                Verdict = RefundAgent.Records.ApprovalVerdict.Approve,
                By = new PrincipalId("noor"),
                Roles = RefundAgent.Tickets.Roles.Agent | RefundAgent.Tickets.Roles.Manager,
            },
            default);
        Assert.IsType<ApprovalResult.SecondPersonNeeded>(again);
        Assert.Empty(await world.PaidAsync("#1002"));

        world.Helpdesk.StaffNotes("7", "s-mara", "/approve");
        await world.HearAsync("7", "e3");
        Assert.Equal(7900, (await world.PaidAsync("#1002")).Sum(refund => refund.Amount.MinorUnits));
    }
}
