using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Records;
using RefundAgent.Tests.Decisions;

namespace RefundAgent.Tests.BadInputs;

public sealed class ClockTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async Task InitializeAsync() => desk = await Desk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task B42_a_clock_put_back_does_not_keep_a_message_waiting_for_its_dead_holder()
    {
        var ticket = desk.Ticket(Web.Requests.ReturnLamp);
        await desk.Get<MessageTurns>().TakeAsync(ticket, default);
        desk.Clock.AdjustTime(desk.Clock.GetUtcNow().AddHours(-3));

        Assert.Equal(ClaimStatus.Executed, (await desk.HandleAsync(ticket)).Status);
        Assert.Single(await desk.PaidAsync("#1001"));
    }

    [Fact]
    public async Task B43_refunds_from_before_the_clock_was_put_back_still_count()
    {
        var first = await desk.HandleAsync(desk.Ticket(Web.Requests.ReturnLamp));
        desk.Clock.AdjustTime(desk.Clock.GetUtcNow().AddDays(-40));

        var account = await desk.Get<IRefundLedger>().ReadAccountAsync(Desk.Tenant, Desk.Mara, default);
        Assert.Equal(48_00, account.SpentInWindow(Currency.Usd, desk.Clock.GetUtcNow()).MinorUnits);
        Assert.Equal(CanonicalJson.Write(first), CanonicalJson.Write(await desk.HandleAsync(desk.Ticket(Web.Requests.ReturnLamp))));
        Assert.NotEqual(ClaimStatus.Executed, (await desk.HandleAsync(desk.Ticket(Web.Requests.ReturnLamp, "m2"))).Status);
        Assert.Single(await desk.PaidAsync("#1001"));
    }
}
