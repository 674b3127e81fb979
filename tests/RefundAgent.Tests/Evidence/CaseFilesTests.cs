using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Reading;
using RefundAgent.Tests.Policies;

namespace RefundAgent.Tests.Evidence;

public sealed class CaseFilesTests
{
    [Fact]
    public void What_is_known_of_claim_order_customer_and_ticket_becomes_facts()
    {
        var order = Cases.Order(lines: [Cases.Line("lamp", 1, "60.00") with { Category = "lighting" }, Cases.Line("bulb", 2, "20.00")]) with
        {
            PlacedAt = Cases.Now.AddDays(-9), DeliveredAt = Cases.Now.AddDays(-3.9), ShipTo = new OrderPlace("DE", null), BillTo = new OrderPlace("DE", null),
            Shipping = Cases.Usd("0"), Tax = Cases.Usd("16.00"), Discount = Cases.Usd("5.00"),
        };
        var claim = Cases.Claim(RequestKind.Refund, "lamp") with
        {
            Reason = ClaimReason.Defective, Requested = Cases.Usd("70.00"), Destination = "paypal", Doubts = [new Doubt(DoubtKind.WhichItems, "x")],
        };
        var ticket = Cases.Ticket() with { Channel = "email", Language = "de" };
        var account = Cases.Spent("25.00") with { Orders = Cases.Account("10.00").Orders };

        var file = Cases.File(claim, order, account, ticket);

        var expected = new Dictionary<string, FactValue>
        {
            [FactNames.ClaimKind] = FactValue.Of("refund"),
            [FactNames.ClaimRequest] = FactValue.Of("refund"),
            [FactNames.ClaimReason] = FactValue.Of("defective"),
            [FactNames.ClaimCertain] = FactValue.Of(false),
            [FactNames.ClaimDoubts] = FactValue.Of(["whichItems"]),
            [FactNames.ClaimItemCount] = FactValue.Of(1),
            [FactNames.ClaimWholeOrder] = FactValue.Of(false),
            [FactNames.ClaimRequested] = FactValue.Of(70m),
            [FactNames.ClaimRequestedAboveEntitlement] = FactValue.Of(true),
            [FactNames.ClaimEntitled] = FactValue.Of(60m),
            [FactNames.ClaimDestination] = FactValue.Of("paypal"),
            [FactNames.ClaimCategories] = FactValue.Of(["lighting"]),
            [FactNames.ClaimFinalSale] = FactValue.Of(false),
            [FactNames.OrderFound] = FactValue.Of(true),
            [FactNames.OrderStatus] = FactValue.Of("delivered"),
            [FactNames.OrderFinalSale] = FactValue.Of(false),
            [FactNames.OrderCurrency] = FactValue.Of("USD"),
            [FactNames.OrderPaid] = FactValue.Of(100m),
            [FactNames.OrderShipping] = FactValue.Of(0m),
            [FactNames.OrderTax] = FactValue.Of(16m),
            [FactNames.OrderDiscount] = FactValue.Of(5m),
            [FactNames.OrderRemaining] = FactValue.Of(90m),
            [FactNames.PaymentCaptured] = FactValue.Of("all"),
            [FactNames.PaymentDispute] = FactValue.Of("none"),
            [FactNames.PaymentFraudWarning] = FactValue.Of(false),
            [FactNames.RiskReturns90d] = FactValue.Of(1),
            [FactNames.RiskRefunds7d] = FactValue.Of(1),
            [FactNames.RiskNotReceivedClaims] = FactValue.Of(0),
            [FactNames.RiskNotReceivedAgainstScan] = FactValue.Of(false),
            [FactNames.RiskDisputes] = FactValue.Of(0),
            [FactNames.RiskNewAccount] = FactValue.Of(true),
            [FactNames.RiskAddressMismatch] = FactValue.Of(false),
            [FactNames.RiskScore] = FactValue.Of(15),
            [FactNames.RiskDrivers] = FactValue.Of(["newAccount"]),
            [FactNames.LawWithdrawal] = FactValue.Of(true),
            [FactNames.LawWithdrawalDaysLeft] = FactValue.Of(10),
            [FactNames.OrderAgeDays] = FactValue.Of(9),
            [FactNames.OrderDaysSinceDelivery] = FactValue.Of(3),
            [FactNames.CustomerAuthenticated] = FactValue.Of(true),
            [FactNames.CustomerOrders] = FactValue.Of(1),
            [FactNames.CustomerRefunds30d] = FactValue.Of(1),
            [FactNames.CustomerRefunded30d] = FactValue.Of(25m),
            [FactNames.TicketChannel] = FactValue.Of("email"),
            [FactNames.TicketLanguage] = FactValue.Of("de"),
        };
        Assert.Equal(expected.OrderBy(fact => fact.Key, StringComparer.Ordinal), file.Facts.Select(fact => KeyValuePair.Create(fact.Key, fact.Value.Value)));
        Assert.Equal(FactCatalogue.Known.Keys.Order(StringComparer.Ordinal), file.Facts.Keys);
    }

    [Fact]
    public void Every_fact_is_of_the_kind_that_the_catalogue_promises()
    {
        var file = Cases.File(Cases.Claim(RequestKind.ChangeAddress) with { Doubts = [new Doubt(DoubtKind.Manipulation, "x")] });

        Assert.All(file.Facts.Values, fact =>
        {
            var known = FactCatalogue.Known[fact.Name];
            Assert.Equal(known.Kind.ToString(), fact.Value.GetType().Name);
            Assert.True(known.Values.IsEmpty || fact.Value.ToString()!.Split(", ", StringSplitOptions.RemoveEmptyEntries).All(value => known.Values.Contains(value)));
        });
        Assert.Equal(FactValue.Of("other"), file[FactNames.ClaimKind]);
        Assert.Equal(FactValue.Of("changeAddress"), file[FactNames.ClaimRequest]);
    }

    [Fact]
    public void Every_fact_names_its_source()
    {
        var facts = Cases.File(Cases.Claim(), ticket: Cases.Ticket() with { StatedReason = "size" }).Facts;

        Assert.Equal(new FactSource(FactOrigin.Order, "#1"), facts[FactNames.OrderStatus].Source);
        Assert.Equal(new FactSource(FactOrigin.RefundLedger, "ada"), facts[FactNames.CustomerRefunds30d].Source);
        Assert.Equal(new FactSource(FactOrigin.Reader, "please"), facts[FactNames.ClaimKind].Source);
        Assert.Equal(FactOrigin.Customer, facts[FactNames.ClaimReason].Source.Origin);
    }

    [Fact]
    public void The_readers_reason_stands_before_the_forms()
    {
        var ticket = Cases.Ticket() with { StatedReason = "size" };

        Assert.Equal(FactValue.Of("size"), Cases.File(Cases.Claim(), ticket: ticket)[FactNames.ClaimReason]);
        Assert.Equal(FactValue.Of("defective"), Cases.File(Cases.Claim() with { Reason = "defective" }, ticket: ticket)[FactNames.ClaimReason]);
    }

    [Fact]
    public void What_a_system_states_keeps_its_name_and_its_source()
    {
        var file = WithStated(("booking.cabin", FactValue.Of("business")), ("customer.membership", FactValue.Of("gold")));

        Assert.Equal(new Fact("booking.cabin", FactValue.Of("business"), new FactSource(FactOrigin.System, "helpdesk")), file.Facts["booking.cabin"]);
        Assert.Equal(FactValue.Of("gold"), file["customer.membership"]);
    }

    [Fact]
    public void What_a_system_states_against_our_own_knowledge_is_shown_and_ignored()
    {
        var file = WithStated(
            (FactNames.OrderRemaining, FactValue.Of(9999m)),
            (FactNames.CustomerAuthenticated, FactValue.Of(false)),
            ("ignored.order.remaining", FactValue.Of(1m)));

        Assert.Equal(FactValue.Of(100m), file[FactNames.OrderRemaining]);
        Assert.Equal(FactValue.Of(9999m), file["ignored.order.remaining"]);
        Assert.Equal(FactValue.Of(1m), file["ignored.ignored.order.remaining"]);
        Assert.Equal(FactValue.Of(true), file[FactNames.CustomerAuthenticated]);
    }

    [Fact]
    public void What_a_system_states_fills_what_we_do_not_know() =>
        Assert.Equal(FactValue.Of(4), WithStated((FactNames.OrderDaysSinceDelivery, FactValue.Of(4)))[FactNames.OrderDaysSinceDelivery]);

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(DoubtKind.WhichItems, null, true)]
    [InlineData(DoubtKind.WhichOrder, null, false)]
    [InlineData(DoubtKind.UnknownOrder, null, false)]
    [InlineData(DoubtKind.WhichOrder, "#1", true)]
    [InlineData(null, "#999", false)]
    public void The_forms_order_stands_in_only_where_the_message_raises_no_doubt_about_it(DoubtKind? doubt, string? named, bool found)
    {
        var claim = Cases.Claim() with
        {
            Order = named is null ? null : OrderId.From(named),
            Doubts = doubt is { } kind ? [new Doubt(kind, "x")] : [],
        };

        var file = Cases.File(claim, ticket: Cases.Ticket() with { Order = OrderId.From("#1") });

        Assert.Equal(found, file.Order is not null);
        Assert.Equal(FactValue.Of(found), file[FactNames.OrderFound]);
    }

    [Fact]
    public void A_form_cannot_name_somebody_elses_order() =>
        Assert.Null(Cases.File(Cases.Claim() with { Order = null }, ticket: Cases.Ticket() with { Order = OrderId.From("#2") }).Order);

    [Theory]
    [InlineData(RequestKind.Cancel, "", true)]
    [InlineData(RequestKind.Cancel, "lamp", false)]
    [InlineData(RequestKind.Cancel, "lamp bulb bulb", true)]
    [InlineData(RequestKind.Return, "", false)]
    [InlineData(RequestKind.Return, "bulb lamp bulb", true)]
    [InlineData(RequestKind.Exchange, "bulb lamp bulb", false)]
    public void Naming_every_item_is_the_same_as_naming_the_order(RequestKind request, string items, bool whole) =>
        Assert.Equal(FactValue.Of(whole), Cases.File(Cases.Claim(request, items.Split(' ', StringSplitOptions.RemoveEmptyEntries)))[FactNames.ClaimWholeOrder]);

    [Theory]
    [InlineData("lamp", false, true, "lighting")]
    [InlineData("bulb", false, false, "")]
    [InlineData("bulb", true, true, "")]
    [InlineData("", false, true, "lighting")]
    public void Categories_and_final_sale_are_those_of_what_is_asked_for(string items, bool wholeIsFinal, bool isFinal, string categories)
    {
        var lamp = Cases.Line("lamp", 1, "60.00") with { Category = "lighting", FinalSale = true };
        var order = Cases.Order(lines: [lamp, Cases.Line("bulb", 2, "20.00")]) with { FinalSale = wholeIsFinal };
        var claim = Cases.Claim(RequestKind.Return, items.Split(' ', StringSplitOptions.RemoveEmptyEntries)) with { WholeOrder = items.Length == 0 };

        var file = Cases.File(claim, order);

        Assert.Equal(FactValue.Of(isFinal), file[FactNames.ClaimFinalSale]);
        Assert.Equal(categories, file[FactNames.ClaimCategories]!.ToString());
    }

    [Fact]
    public void A_sum_in_another_currency_is_no_fact()
    {
        var file = Cases.File(Cases.Claim() with { Requested = Money.Parse("10", Currency.Parse("JPY")) });

        Assert.Null(file[FactNames.ClaimRequested]);
        Assert.Null(file[FactNames.ClaimRequestedAboveEntitlement]);
    }

    [Fact]
    public void A_delivery_in_the_future_counts_as_today() => Assert.Equal(
        FactValue.Of(0), Cases.File(Cases.Claim(), Cases.Order() with { DeliveredAt = Cases.Now.AddDays(2) })[FactNames.OrderDaysSinceDelivery]);

    [Fact]
    public void A_long_message_is_quoted_in_part_and_never_through_a_character()
    {
        var file = Cases.File(Cases.Claim() with { Span = new string('x', 79) + "💡💡" });

        Assert.Equal(new string('x', 79) + "…", file.Facts[FactNames.ClaimKind].Source.Reference);
    }

    private static CaseFile WithStated(params (string Name, FactValue Value)[] facts) => Cases.File(
        Cases.Claim(),
        ticket: Cases.Ticket() with { Facts = facts.ToImmutableSortedDictionary(fact => fact.Name, fact => fact.Value) });
}
