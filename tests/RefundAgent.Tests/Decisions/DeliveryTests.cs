using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Decisions;

/// <summary>An order of three items and their delivery, under a policy that gives the delivery back with the first of them.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private const string ReturnRug = "I want to return the Kilim Rug from order #3001.";
    private const string ReturnVase = "I want to return the Glass Vase from order #3001.";
    private const string Terms = """{"shipping":"always"}""";

    private static readonly Order Delivered = Samples.Order("#3001", "mara.lind", 110_00, "card_1") with
    {
        Status = "delivered",
        Shipping = Samples.Usd(10_00),
        Items = [Item("lamp", "Reading Lamp", 50_00), Item("rug", "Kilim Rug", 30_00), Item("vase", "Glass Vase", 20_00)],
    };

    private Desk desk = null!;
    private ApprovalWorld world = null!;

    public async Task InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.Get<IOrderBook>().PutAsync(Desk.Tenant, Delivered, default);
        await desk.SetTermsAsync(Terms);
        world = await OpenAsync();
        await world.Get<IOrderBook>().PutAsync(Tenant, Delivered, default);
        await world.SetPolicyAsync(refunds: Terms);
    }

    public async Task DisposeAsync()
    {
        await desk.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task It_comes_back_with_the_first_item_and_not_with_the_next()
    {
        var rug = await desk.HandleAsync(desk.Ticket(ReturnRug, "m1"));
        var vase = await desk.HandleAsync(desk.Ticket(ReturnVase, "m2", "t2"));

        Assert.Equal([("40.00", "10.00"), ("20.00", "0.00")], new[] { rug, vase }.Select(record => record.Claims[0].Refund!).Select(Told));
        Assert.Equal(Samples.Usd(60_00), await desk.CommittedAsync("#3001"));
    }

    /// <summary>The other is read, decided and paid between this one's look at the account and its refund.</summary>
    [Fact]
    public async Task Of_two_items_that_are_decided_on_at_once_one_is_paid_with_it_and_the_other_is_for_a_person()
    {
        await using var other = new Desk(desk.Tables);
        DecisionRecord? vase = null;
        desk.Tables.Before = call =>
        {
            if (call is { Table: TableNames.RefundLedger, Verb: "transaction" })
            {
                desk.Tables.Before = null;
                vase = other.HandleAsync(other.Ticket(ReturnVase, "m2", "t2")).GetAwaiter().GetResult();
            }

            return null;
        };

        var rug = await desk.HandleAsync(desk.Ticket(ReturnRug, "m1"));

        Assert.Equal(("30.00", "10.00"), Told(vase!.Claims[0].Refund!));
        var handed = Assert.IsType<Ruling.Escalate>(rug.Claims[0].Ruling).Reasons[0];
        Assert.Equal((ReasonIds.Ledger, "order #3001 took 10.00 USD for delivery and would give 20.00 USD back for it"), (handed.Id, handed.Text));
        Assert.Equal(Samples.Usd(30_00), Assert.Single(await desk.PaidAsync("#3001")).Amount);
    }

    [Fact]
    public async Task Of_two_held_approvals_with_it_the_second_is_outdated_and_can_be_approved_without()
    {
        var (rug, vase) = (await world.DecideAsync(ReturnRug, "t1"), await world.DecideAsync(ReturnVase, "t2"));
        await world.AnswerAsync(rug, Says(ApprovalVerdict.Approve));

        Assert.Equal(ApprovalObstacle.ProposalOutdated, await RefusedAsync(vase));
        Assert.IsType<ApprovalResult.Counted>(await world.AnswerAsync(vase, Says(ApprovalVerdict.Approve, cents: 20_00)));

        Assert.Equal(60_00, (await world.PaidAsync("#3001")).Sum(amount => amount.MinorUnits));
    }

    /// <summary>The claim names the lamp too, which leaves room for the delivery in what the claim can still give back.</summary>
    [Fact]
    public async Task A_held_approval_of_some_of_a_claims_items_is_held_to_what_those_can_still_give_back()
    {
        var held = await world.DecideAsync("I want to return the Reading Lamp and the Glass Vase from order #3001.", "t1");
        var vaseOnly = (Ruling.Approve)held.Claims[0].Ruling with { Amount = Samples.Usd(30_00), Items = [ItemId.From("vase")] };
        held = (await world.Get<IDecisionRecords>().ReplaceAsync(held with { Claims = [held.Claims[0] with { Ruling = vaseOnly }] }, null, default))!;
        await world.AnswerAsync(await world.DecideAsync(ReturnRug, "t2"), Says(ApprovalVerdict.Approve));

        Assert.Equal(ApprovalObstacle.ProposalOutdated, await RefusedAsync(held));
    }

    [Fact]
    public async Task Each_payment_of_an_order_carries_its_part_of_it()
    {
        var twice = Delivered with
        {
            Payments =
            [
                new OrderPayment(PaymentReference.From("card_1"), PaymentKind.Card, Samples.Usd(104_00), Samples.Usd(0)),
                new OrderPayment(PaymentReference.From("gift_1"), PaymentKind.GiftCard, Samples.Usd(6_00), Samples.Usd(0)),
            ],
        };
        await desk.Get<IOrderBook>().PutAsync(Desk.Tenant, twice, default);

        var rug = await desk.HandleAsync(desk.Ticket(ReturnRug));

        Assert.Equal(
            [("gift_1", "6.00", "6.00"), ("card_1", "34.00", "4.00")],
            rug.Claims[0].Refund!.Plans.Select(plan => (plan.Payment.Value, plan.Amount.ToDecimalString(), plan.Shipping.ToDecimalString())));
    }

    private static OrderItem Item(string id, string name, long cents) =>
        new() { Id = ItemId.From(id), Name = name, Quantity = 1, UnitPrice = Samples.Usd(cents) };

    private static (string Amount, string Shipping) Told(RefundAction refund) => (refund.Amount.ToDecimalString(), refund.Shipping.ToDecimalString());

    private async Task<ApprovalObstacle> RefusedAsync(DecisionRecord record) =>
        Assert.IsType<ApprovalResult.Refused>(await world.AnswerAsync(record, Says(ApprovalVerdict.Approve))).Obstacle;
}
