using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Decisions;

/// <summary>An order that was paid in two ways, through the real desk, ledger and sandbox.</summary>
public sealed class SeveralPaymentsTests : IAsyncLifetime
{
    private static readonly Order Paid = Samples.Order("#3001", "mara.lind", payment: "card_1") with
    {
        Status = "delivered",
        Items =
        [
            new OrderItem { Id = ItemId.From("lamp"), Name = "Reading Lamp", Quantity = 1, UnitPrice = Samples.Usd(70_00) },
            new OrderItem { Id = ItemId.From("rug"), Name = "Kilim Rug", Quantity = 1, UnitPrice = Samples.Usd(30_00) },
        ],
        Payments =
        [
            new OrderPayment(PaymentReference.From("card_1"), PaymentKind.Card, Samples.Usd(60_00), Samples.Usd(0)),
            new OrderPayment(PaymentReference.From("gift_1"), PaymentKind.GiftCard, Samples.Usd(40_00), Samples.Usd(0)),
        ],
    };

    private Desk desk = null!;

    public async Task InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.Get<IOrderBook>().PutAsync(Desk.Tenant, Paid, default);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Each_payment_gets_its_own_back_the_gift_card_first()
    {
        var rug = await desk.HandleAsync(desk.Ticket("I want to return the Kilim Rug from order #3001.", "m1"));
        var lamp = await desk.HandleAsync(desk.Ticket("I want to return the Reading Lamp from order #3001.", "m2", "t2"));

        Assert.Equal([("gift_1", "30.00")], Parts(rug));
        Assert.Equal([("gift_1", "10.00"), ("card_1", "60.00")], Parts(lamp));
        Assert.Equal([ClaimStatus.Executed, ClaimStatus.Executed], [rug.Status, lamp.Status]);
        Assert.Equal(["10.00", "30.00"], await BackOnAsync("gift_1"));
        Assert.Equal(["60.00"], await BackOnAsync("card_1"));
        Assert.Equal("100.00", (await desk.CommittedAsync("#3001")).ToDecimalString());
    }

    [Fact]
    public async Task Units_count_once_and_every_part_has_a_key_of_its_own()
    {
        var record = await desk.HandleAsync(desk.Ticket("I want to return the Reading Lamp from order #3001.", "m1"));

        var refund = record.Claims.Single().Refund!;
        Assert.Equal(["lamp"], refund.Items.Select(item => item.Value));
        Assert.Equal(2, refund.Plans.Select(plan => plan.Key).Distinct().Count());
        Assert.Equal(Samples.Usd(40_00), refund.Caps.Payments[PaymentReference.From("gift_1")]);
    }

    private static IEnumerable<(string, string)> Parts(DecisionRecord record) =>
        record.Claims.Single().Refund!.Plans.Select(plan => (plan.Payment.Value, plan.Amount.ToDecimalString()));

    private async Task<IEnumerable<string>> BackOnAsync(string payment) =>
        (await desk.Get<IRefundGateway>().ListRefundsAsync(Desk.Tenant, PaymentReference.From(payment), default))
            .Select(refund => refund.Amount.ToDecimalString()).Order(StringComparer.Ordinal);
}
