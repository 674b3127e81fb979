using System.Collections.Immutable;
using System.Net;
using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Benchmarks.Kills;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Benchmarks;

/// <summary>An audit that finds nothing is worth something only if it finds what is planted.</summary>
public sealed class KillAuditTests
{
    private static readonly Zeros None = new(0, 0, 0, 0, 0, 0);
    private static readonly ShopOrder Order = new("o1", "c1", Pending: false, [new ShopItem("i1", "Desk Lamp", 1, 10m), new ShopItem("i2", "Wool Scarf", 2, 20m)]);
    private static readonly RefundEntry Paid = Samples.Entry(TenantId.From("t"), "c1") with { State = RefundState.Succeeded };
    private static readonly RefundEntry Second = Samples.Entry(TenantId.From("t"), "c2") with { State = RefundState.Succeeded };

    private static readonly Limits Limits = new(Samples.Usd(40_00), Samples.Usd(60_00))
    {
        PerDay = new DayLimits(new DayLimit(2, null), null),
    };

    [Fact]
    public void Books_that_agree_are_all_zeros() => Assert.Equal(None, Audit(Books(Paid)));

    [Fact]
    public void A_key_that_the_provider_paid_twice_is_a_double_refund() =>
        Assert.Equal(1, Audit(Books(Paid) with { Charges = [Charge(Paid, Paid)] }).DoubleRefunds);

    [Fact]
    public void A_unit_that_two_claims_gave_back_is_a_double_refund() => Assert.Equal(None with { DoubleRefunds = 1 }, Audit(Books(Paid, Second)));

    [Fact]
    public void A_payment_without_a_row_is_a_double_refund_to_be() =>
        Assert.Equal(1, Audit(Books(Paid) with { Charges = [Charge(Paid, Second)] }).DoubleRefunds);

    [Fact]
    public void A_charge_that_gave_back_more_than_it_took_is_an_over_refund()
    {
        var books = Books(Paid);

        Assert.Equal(None with { OverRefunds = 1 }, Audit(books with { Charges = [books.Charges[0] with { Captured = Samples.Usd(9_99) }] }));
    }

    [Fact]
    public void An_order_that_gave_back_more_than_was_paid_is_an_over_refund() =>
        Assert.Equal(1, Audit(Books(Paid with { Amount = Samples.Usd(50_01) })).OverRefunds);

    [Fact]
    public void A_refund_above_the_limit_is_found() => Assert.Equal(None with { LimitsPassed = 1 }, Audit(Books(Paid with { Amount = Samples.Usd(40_01) })));

    [Fact]
    public void A_day_with_one_refund_too_many_is_found()
    {
        var third = Samples.Entry(TenantId.From("t"), "c3") with { State = RefundState.Succeeded, Items = [ItemId.From("i2")] };

        Assert.Equal(None with { LimitsPassed = 1 }, Audit(Books(Paid, Second with { Items = [ItemId.From("i2")] }, third)));
    }

    [Fact]
    public void A_customer_above_the_limit_of_30_days_is_found()
    {
        var elsewhere = Second with { Order = OrderId.From("o2"), Amount = Samples.Usd(30_00) };

        Assert.Equal(1, Audit(Books(Paid with { Amount = Samples.Usd(30_01) }, elsewhere)).LimitsPassed);
    }

    [Fact]
    public void A_row_that_the_provider_never_paid_is_found() =>
        Assert.Equal(None with { BooksApart = 1 }, Audit(Books(Paid) with { Charges = [Charge()] }));

    [Fact]
    public void A_row_without_an_end_is_found() => Assert.Equal(None with { Unsettled = 1 }, Audit(Books(Paid with { State = RefundState.Unknown })));

    [Fact]
    public void Totals_that_are_not_those_of_the_rows_are_found()
    {
        var books = Books(Paid);

        Assert.Equal(None with { BooksApart = 1 }, Audit(books with { OrderTotals = books.OrderTotals.SetItem(Paid.Order, 9m) }));
        Assert.Equal(None with { BooksApart = 1 }, Audit(books with { DayTotals = books.DayTotals.SetItem((Paid.Day, Paid.Initiator), (2, 10m)) }));
    }

    [Fact]
    public void A_decision_that_tells_of_a_refund_that_no_row_knows_is_found()
    {
        var told = Samples.Record(Samples.Ticket(TenantId.From("t"))) with { State = RecordState.Complete };
        var refund = new RefundAction([new RefundPart(Paid, new RefundResult.Succeeded("r1"))], Samples.Caps());

        var zeros = Audit(new KillBooks { Decisions = [told with { Claims = [told.Claims[0] with { Refund = refund }] }] });

        Assert.Equal(None with { BooksApart = 1 }, zeros);
    }

    [Fact]
    public void What_was_accepted_and_is_nowhere_is_lost()
    {
        var decide = new Ask(AskKind.Webhook, "T1", "p", "{}") { Answered = HttpStatusCode.Accepted };
        var approve = new Ask(AskKind.Approve, "d1 c1", "p", "{}") { Answered = HttpStatusCode.OK };
        var feedback = new Ask(AskKind.Feedback, "fb-T1", "p", "{}") { Answered = HttpStatusCode.Accepted, Decision = "d1" };

        Assert.Equal(None with { LostRequests = 3 }, Audit(new KillBooks(), decide, approve, feedback));
        Assert.Equal(None with { LostRequests = 1 }, Audit(new KillBooks { Poison = ["tickets-poison"] }));
    }

    [Fact]
    public void What_never_got_an_answer_is_unsettled() =>
        Assert.Equal(None with { Unsettled = 1 }, Audit(new KillBooks(), new Ask(AskKind.Decide, "T1", "p", "{}")));

    private static Zeros Audit(KillBooks books, params ImmutableArray<Ask> asks) => new KillAudit(books, [Order], Limits, asks).Run().Zeros;

    /// <summary>Ledger, provider and totals as they are when these refunds went well.</summary>
    private static KillBooks Books(params ImmutableArray<RefundEntry> entries) => new()
    {
        Ledger = entries,
        Charges = [Charge([.. entries.Where(entry => entry.State == RefundState.Succeeded)]) with { Captured = Samples.Usd(100_00) }],
        OrderTotals = entries.GroupBy(entry => entry.Order).ToImmutableDictionary(order => order.Key, order => order.Sum(entry => entry.Amount.Major)),
        DayTotals = entries.GroupBy(entry => (entry.Day, entry.Initiator))
            .ToImmutableDictionary(day => day.Key, day => (day.Count(), day.Sum(entry => entry.Amount.Major))),
    };

    private static SandboxCharge Charge(params ImmutableArray<RefundEntry> refunds) => new(
        Paid.Payment,
        Samples.Usd(100_00),
        Samples.Usd(0),
        [.. refunds.Select((entry, index) => new SandboxRefund($"r{index}", entry.Key, entry.Amount, RefundState.Succeeded))]);
}
