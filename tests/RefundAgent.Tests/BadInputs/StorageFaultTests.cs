using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Actions;
using RefundAgent.Records;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tests.Storage;
using RefundAgent.Tests.Web;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.BadInputs;

public sealed class StorageFaultTests : IAsyncLifetime
{
    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public async Task B36_while_storage_answers_503_so_do_we_and_the_same_request_is_decided_later()
    {
        agent.Tables.Before = _ => Busy();
        for (var tries = 0; tries < 3; tries++)
        {
            var answer = Answers.Problem(503, await RefundAsync());
            Assert.EndsWith(":storage-busy", answer["type"], StringComparison.Ordinal);
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        agent.Tables.Before = null;
        Assert.Equal("executed", (await RefundAsync())["status"]);
        Assert.Equal(48_00, await PaidAsync());
    }

    [Fact]
    public async Task B37_storage_that_fails_at_any_call_of_a_decision_costs_a_second_request_and_no_second_refund()
    {
        agent.Tables.Forget();
        Assert.Equal("executed", (await RefundAsync("t0", customer: "leila.haddad", message: "Please return everything from order #1009."))["status"]);
        var calls = agent.Tables.Calls.Length;
        for (var failing = 1; failing <= calls; failing++)
        {
            await using var other = await Desk.OpenAsync();
            other.Tables.Forget();
            other.Tables.Before = call => call.Number == failing ? Busy() : null;
            var ticket = other.Ticket(Requests.ReturnLamp);
            var failure = await Record.ExceptionAsync(() => other.HandleAsync(ticket));
            Assert.True(failure is null or StorageBusyException, $"call {failing}: {failure}");

            other.Clock.Advance(MessageTurns.HoldFor);
            var record = await other.HandleAsync(ticket);
            Assert.Equal(RecordState.Complete, record.State);
            Assert.InRange((await other.PaidAsync("#1001")).Count, 0, 1);
        }
    }

    [Fact]
    public async Task B38_a_storm_of_lost_races_delays_a_decision_and_nothing_else()
    {
        var lost = 0;
        agent.Tables.Loses = call => call is { Writes: true, Table: TableNames.RefundLedger or TableNames.DecisionsByTicket or TableNames.SandboxPayments } && Interlocked.Increment(ref lost) % 7 != 0;

        Assert.Equal("executed", (await RefundAsync())["status"]);

        Assert.True(lost >= 7);
        Assert.Equal(48_00, await PaidAsync());
    }

    [Fact]
    public async Task B39_a_race_that_is_never_won_ends_in_503_and_moves_nothing()
    {
        agent.Tables.Loses = call => call is { Writes: true, Table: TableNames.RefundLedger };

        Answers.Problem(503, await RefundAsync());
        Assert.Equal(0, await PaidAsync());

        agent.Tables.Loses = null;
        agent.Clock.Advance(MessageTurns.HoldFor);
        Assert.Equal("executed", (await RefundAsync())["status"]);
        Assert.Equal(48_00, await PaidAsync());
    }

    [Fact]
    public async Task B40_a_queue_that_takes_nothing_leaves_the_delivery_with_its_sender()
    {
        await using var cut = await Agent.StartAsync(services => services.AddSingleton<ITicketQueue, BusyQueue>());

        var answer = Answers.Problem(503, await cut.SendAsync(Deliveries.Signed(Deliveries.Ticket(), cut.Clock.GetUtcNow()), null));

        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task B41_health_says_that_it_is_alive_and_not_ready()
    {
        agent.Tables.Before = _ => Busy();

        var answer = await agent.GetAsync(Routes.Health, null);

        Assert.Equal((503, "{\"live\":true,\"ready\":false,\"why\":\"storage\"}"), (answer.Code, answer.Text));
    }

    private static StorageBusyException Busy() => new("'a table' gave no answer");

    private Task<Answer> RefundAsync(string ticket = "t1", string customer = "mara.lind", string message = Requests.ReturnLamp) =>
        agent.PostAsync(Routes.Refunds, Requests.Refund(message, ticket, customer: customer));

    private async Task<long> PaidAsync() =>
        (await agent.Get<IRefundGateway>().ListRefundsAsync(TenantId.From("default"), Evidence("pay_1001"), default)).Sum(refund => refund.Amount.MinorUnits);

    private static RefundAgent.Evidence.PaymentReference Evidence(string payment) => RefundAgent.Evidence.PaymentReference.From(payment);

    private sealed class BusyQueue : ITicketQueue
    {
        public Task SendAsync(Ticket ticket, CancellationToken cancellationToken) => throw new StorageBusyException("'tickets' gave no answer");
    }
}
