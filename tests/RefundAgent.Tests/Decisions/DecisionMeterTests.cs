using RefundAgent.Decisions;

namespace RefundAgent.Tests.Decisions;

public sealed class DecisionMeterTests : IAsyncLifetime
{
    private const string TwoClaims = "Return the Desk Lamp from order #1001 and cancel order #1002.";

    private Desk desk = null!;

    public async Task InitializeAsync() => desk = await Desk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Each_claim_is_counted_once_however_often_its_message_comes()
    {
        using var heard = Listen();
        for (var delivery = 0; delivery < 3; delivery++)
        {
            await desk.HandleAsync(desk.Ticket(TwoClaims));
        }

        const string paid = "1 advisor=precedent outcome=approve status=executed tenant=default";
        Assert.Equal([paid, paid], heard.Lines(MetricNames.Decisions));
        Assert.Equal("precedent", Assert.Single(heard.Of(MetricNames.DecisionDuration)).Tags["advisor"]);
        Assert.Empty(heard.Of(MetricNames.Escalations));
    }

    [Fact]
    public async Task What_another_process_intended_is_carried_on_and_not_counted_again()
    {
        using var heard = Listen();
        desk.Tables.Before = call => call is { Table: TableNames.RefundLedger, Verb: "transaction" } ? new InvalidOperationException("died") : null;
        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.HandleAsync(desk.Ticket(TwoClaims)));
        desk.Tables.Before = null;

        await desk.HandleAsync(desk.Ticket(TwoClaims));

        Assert.Single(await desk.PaidAsync("#1001"));
        Assert.Equal(2, heard.Of(MetricNames.Decisions).Count());
    }

    [Fact]
    public async Task An_escalation_is_counted_by_the_kind_of_its_reason()
    {
        await desk.SwitchOffAsync();
        using var heard = Listen();

        await desk.HandleAsync(desk.Ticket(TwoClaims));

        Assert.Equal(["1 reason=policy tenant=default", "1 reason=policy tenant=default"], heard.Lines(MetricNames.Escalations));
        Assert.All(heard.Of(MetricNames.Decisions), each => Assert.Equal(("escalate", "answered"), (each.Tags["outcome"], each.Tags["status"])));
    }

    private HeardMeters Listen() => new(desk.Get<DecisionMeter>().Source);
}
