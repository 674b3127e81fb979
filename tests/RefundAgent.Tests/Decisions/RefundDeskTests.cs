using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Decisions;

public sealed class RefundDeskTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async Task InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        foreach (var id in new[] { "#2001", "#2002" })
        {
            await desk.Get<IOrderBook>().PutAsync(Desk.Tenant, Samples.Order(id, "lena") with { Items = [new OrderItem { Id = ItemId.From("i1"), Name = "Lamp", Quantity = 1, UnitPrice = Samples.Usd(100_00) }] }, default);
        }
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task The_same_message_is_decided_once()
    {
        var ticket = desk.Ticket(Web.Requests.ReturnLamp);
        var first = await desk.HandleAsync(ticket);
        desk.Clock.Advance(TimeSpan.FromHours(1));

        var second = await desk.HandleAsync(ticket with { ReceivedAt = desk.Clock.GetUtcNow() });

        Assert.Equal(CanonicalJson.Write(first), CanonicalJson.Write(second));
        Assert.Single(await desk.PaidAsync("#1001"));
    }

    [Fact]
    public async Task Duplicates_at_the_same_time_wait_for_one_answer()
    {
        await using var busy = new Desk(time: new TestClock());
        await busy.PlantAsync(Desk.Tenant);
        var ticket = busy.Ticket(Web.Requests.ReturnLamp);

        var records = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => busy.HandleAsync(ticket))));

        Assert.Single(records.Select(CanonicalJson.Write).Distinct(StringComparer.Ordinal));
        Assert.Single(await busy.PaidAsync("#1001"));
    }

    [Fact]
    public async Task An_answer_to_what_we_asked_goes_on_with_the_request()
    {
        var asked = await AskedAsync();

        var answered = await desk.HandleAsync(Answer("m2"));

        Assert.Equal((asked.Id, ClaimId.From("c1")), (answered.Papers!.Claims.Single().Origin.Decision, answered.Papers.Claims.Single().Origin.Claim));
        Assert.Equal(ClaimStatus.Executed, answered.Status);
        Assert.Single(await desk.PaidAsync("#2001"));
    }

    [Fact]
    public async Task Two_answers_to_one_question_pay_once()
    {
        await AskedAsync();
        var (early, late) = (Answer("m2"), Answer("m3"));

        // The earlier one, late on its way, comes in just before the later one plans its refund: both answer the same question.
        Task<DecisionRecord>? overtaking = null;
        desk.Tables.Before = call =>
        {
            if (call is { Table: TableNames.RefundLedger, Verb: "transaction" })
            {
                desk.Tables.Before = null;
                overtaking = desk.HandleAsync(early);
            }

            return null;
        };
        var first = await desk.HandleAsync(late);
        var second = await overtaking!;

        Assert.Equal(first.Papers!.Claims.Single().Origin, second.Papers!.Claims.Single().Origin);
        Assert.Equal(first.Claims.Single().Refund!.Plans[0].Key, second.Claims.Single().Refund!.Plans[0].Key);
        Assert.Equal(100_00, Assert.Single(await desk.PaidAsync("#2001")).Amount.MinorUnits);
    }

    [Fact]
    public async Task A_second_answer_that_comes_later_finds_nothing_left_to_pay()
    {
        await AskedAsync();
        var (early, late) = (Answer("m2"), Answer("m3"));

        Assert.Equal(ClaimStatus.Executed, (await desk.HandleAsync(late)).Status);
        Assert.NotEqual(ClaimStatus.Executed, (await desk.HandleAsync(early)).Status);
        Assert.Single(await desk.PaidAsync("#2001"));
    }

    [Fact]
    public async Task A_message_that_asks_for_something_new_is_read_by_itself()
    {
        await AskedAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(1));

        var next = await desk.HandleAsync(desk.Ticket("Please return everything from order #2002.", "m2", customer: "lena"));

        Assert.Equal(next.Id, next.Papers!.Claims.Single().Origin.Decision);
    }

    [Fact]
    public async Task What_nobody_knows_is_not_asked_for_again_while_the_agent_is_switched_off()
    {
        desk.Tables.Before = call => call is { Table: TableNames.SandboxPayments, Writes: true } ? new InvalidOperationException("lost") : null;
        var unknown = await desk.HandleAsync(desk.Ticket(Web.Requests.ReturnLamp));
        desk.Tables.Before = null;
        Assert.IsType<RefundResult.Unknown>(unknown.Claims[0].Refund!.Result);

        await desk.SwitchOffAsync();
        var off = await desk.Get<Intents>().FollowUpAsync(unknown, default);
        Assert.Empty(await desk.PaidAsync("#1001"));
        Assert.IsType<RefundResult.Unknown>(off.Claims[0].Refund!.Result);

        await desk.SetModeAsync("earned");
        Assert.Equal(ClaimStatus.Executed, (await desk.Get<Intents>().FollowUpAsync(off, default)).Status);
        Assert.Single(await desk.PaidAsync("#1001"));
    }

    [Fact]
    public async Task One_claim_that_needs_a_person_does_not_hold_up_another()
    {
        var record = await desk.HandleAsync(desk.Ticket("Return the Desk Lamp from order #1001 and exchange the Wool Blanket in order #1002 for a blue one."));

        Assert.Equal([(RefundAgent.Reading.RequestKind.Return, ClaimStatus.Executed), (RefundAgent.Reading.RequestKind.Exchange, ClaimStatus.Answered)], record.Claims.Select(claim => (claim.Request, claim.Status)));
        Assert.Equal(48_00, (await desk.CommittedAsync("#1001")).MinorUnits);
    }

    [Fact]
    public async Task Without_a_policy_nothing_is_decided() => await Assert.ThrowsAsync<RefundAgent.Context.NoPolicyException>(
        () => desk.HandleAsync(desk.Ticket("Return it.", tenant: TenantId.From("nobody"))));

    private async Task<DecisionRecord> AskedAsync()
    {
        var asked = await desk.HandleAsync(desk.Ticket("I want to return my lamp.", customer: "lena"));
        Assert.IsType<Ruling.Ask>(asked.Claims.Single().Ruling);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        return asked;
    }

    private Ticket Answer(string message)
    {
        var answer = desk.Ticket("Order #2001.", message, customer: "lena");
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        return answer;
    }
}
