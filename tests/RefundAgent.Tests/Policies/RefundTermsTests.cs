using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using Condition = RefundAgent.Policies.Condition;

namespace RefundAgent.Tests.Policies;

public sealed class RefundTermsTests
{
    private static readonly Condition Always = new Condition.Compare(FactNames.OrderFound, Operator.Eq, [FactValue.Of(true)]);

    private static readonly RefundTerms TenPercent = new() { RestockingFee = new RestockingFee.OfValue(10, Always) };

    private static readonly string[] Ids = ["a", "b", "c"];

    private static readonly Gen<ClaimTerms> Terms =
        from shipping in Gen.Enum<ShippingTerms>()
        from percent in Gen.Decimal[0.01m, 100]
        from amount in Gen.Long[1, 5000]
        from kind in Gen.Int[0, 2]
        select new ClaimTerms(shipping, kind switch
        {
            0 => new RestockingFee.OfValue(percent, Always),
            1 => new RestockingFee.Fixed(new Money(amount, Currency.Usd), Always),
            _ => null,
        });

    private static readonly Gen<Order> Orders =
        from currency in Gen.Int[0, 2].Select(index => Currency.Parse(new[] { "USD", "JPY", "KWD" }[index]))
        from lines in (from id in Gen.Int[0, Ids.Length - 1]
                       from quantity in Gen.Int[1, 4]
                       from price in Gen.Long[0, 5_000]
                       select (Id: Ids[id], quantity, price)).Array[1, 5]
        from paid in Gen.OneOf(Gen.Long[0, 40], Gen.Long[0, 50_000])
        from shipping in Gen.Double[0, 1]
        from saysShipping in Gen.Bool
        select Cases.Order() with
        {
            Items =
            [
                .. lines.Select(line => new OrderItem
                {
                    Id = Cases.Item(line.Id), Name = line.Id, Quantity = line.quantity, UnitPrice = new Money(line.price, currency),
                }),
            ],
            Paid = new Money(paid, currency),
            Refunded = Money.Zero(currency),
            Shipping = saysShipping ? new Money((long)(paid * shipping), currency) : null,
        };

    [Fact]
    public void Returning_one_by_one_never_gives_more_than_returning_together() => Gen.Select(Orders, Terms).Sample((order, terms) =>
    {
        var together = EntitlementTable.ForUnits(order, AllUnits(order), CustomerAccount.Empty, terms).Amount;

        var account = AllUnits(order).Aggregate(
            CustomerAccount.Empty, (before, unit) => Given(before, order, EntitlementTable.ForUnits(order, [unit], before, terms)));

        Assert.True(account.Of(order).Committed <= together);
        Assert.True(terms.Fee is RestockingFee.Fixed || account.Of(order).Committed == together);
    });

    [Fact]
    public void All_of_an_order_gives_the_whole_but_for_the_fee_and_what_the_policy_keeps_of_delivery() => Gen.Select(Orders, Terms).Sample((order, terms) =>
    {
        var all = EntitlementTable.ForUnits(order, AllUnits(order), CustomerAccount.Empty, terms);

        var kept = terms.Shipping == ShippingTerms.Never ? order.Shipping ?? Money.Zero(order.Currency) : Money.Zero(order.Currency);
        Assert.Equal(order.Paid, all.Amount + all.Fee + kept);
        Assert.True(all.Fee.MinorUnits >= 0 && all.Fee <= order.Paid);
    });

    [Fact]
    public void What_is_left_of_an_order_never_brings_back_a_fee_that_was_kept() => Gen.Select(Orders, Terms, Gen.Int[0, 8]).Sample((order, terms, count) =>
    {
        var whole = Cases.Claim(RequestKind.Return) with { WholeOrder = true };
        var together = EntitlementTable.Of(order, whole, CustomerAccount.Empty, terms).Amount;

        var account = Given(CustomerAccount.Empty, order, EntitlementTable.ForUnits(order, [.. AllUnits(order).Take(count)], CustomerAccount.Empty, terms));
        account = Given(account, order, EntitlementTable.Of(order, whole, account, terms));

        Assert.True(account.Of(order).Committed <= together);
    });

    // goods 100.00 (lamp 60, two bulbs of 20), delivery 10.00
    [Theory]
    [InlineData(ShippingTerms.WholeOrder, "lamp", "", "60.00")]
    [InlineData(ShippingTerms.WholeOrder, "lamp bulb bulb", "", "110.00")]
    [InlineData(ShippingTerms.WholeOrder, "bulb bulb", "lamp", "50.00")]
    [InlineData(ShippingTerms.Never, "lamp bulb bulb", "", "100.00")]
    [InlineData(ShippingTerms.Always, "lamp", "", "70.00")]
    [InlineData(ShippingTerms.Always, "bulb bulb", "lamp", "40.00")]
    public void Delivery_comes_back_as_the_policy_says(ShippingTerms shipping, string units, string before, string amount)
    {
        var order = Cases.Order("110.00") with { Shipping = Cases.Usd("10.00") };
        var account = Given(CustomerAccount.Empty, order, EntitlementTable.ForUnits(order, Units(before), CustomerAccount.Empty, new ClaimTerms(shipping, null)));

        Assert.Equal(amount, EntitlementTable.ForUnits(order, Units(units), account, new ClaimTerms(shipping, null)).Amount.ToDecimalString());
    }

    /// <summary>A total that was begun by an older version does not tell delivery from goods: units that went back may have taken it along.</summary>
    [Theory]
    [InlineData("lamp", "40.00")]
    [InlineData("", "50.00")]
    public void Where_nobody_noted_what_went_back_for_delivery_units_stand_for_it(string before, string amount)
    {
        var order = Cases.Order("110.00") with { Shipping = Cases.Usd("10.00") };
        var account = Cases.Account("1.00", before.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        var entitlement = EntitlementTable.ForUnits(order, Units("bulb bulb"), account, new ClaimTerms(ShippingTerms.Always, null));

        Assert.Equal(amount, entitlement.Amount.ToDecimalString());
    }

    /// <summary>What went back under other terms, or in a refund that has failed since, counts as what it came to.</summary>
    [Theory]
    [InlineData(ShippingTerms.Never, ShippingTerms.Always, "50.00")]
    [InlineData(ShippingTerms.Always, ShippingTerms.WholeOrder, "40.00")]
    public void Delivery_comes_back_once_whatever_the_policy_was_before(ShippingTerms before, ShippingTerms now, string amount)
    {
        var order = Cases.Order("110.00") with { Shipping = Cases.Usd("10.00") };
        var account = Given(CustomerAccount.Empty, order, EntitlementTable.ForUnits(order, Units("lamp"), CustomerAccount.Empty, new ClaimTerms(before, null)));

        var entitlement = EntitlementTable.ForUnits(order, Units("bulb bulb"), account, new ClaimTerms(now, null));

        Assert.Equal(amount, entitlement.Amount.ToDecimalString());
    }

    [Fact]
    public void The_delivery_in_an_entitlement_is_never_more_than_is_left_of_the_order()
    {
        var order = Cases.Order("110.00", refunded: "103.00") with { Shipping = Cases.Usd("10.00") };

        var entitlement = EntitlementTable.ForUnits(order, Units("lamp"), CustomerAccount.Empty, new ClaimTerms(ShippingTerms.Always, null));

        Assert.Equal((Cases.Usd("7.00"), Cases.Usd("7.00")), (entitlement.Amount, entitlement.Shipping));
    }

    [Fact]
    public void Where_delivery_is_not_stated_the_items_carry_it_whatever_the_policy_says() => Assert.All(
        Enum.GetValues<ShippingTerms>(),
        terms => Assert.Equal("66.00", EntitlementTable.ForUnits(
            Cases.Order("110.00"), Units("lamp"), CustomerAccount.Empty, new ClaimTerms(terms, null)).Amount.ToDecimalString()));

    [Theory]
    [InlineData(10, "0.05", "0.04")]
    [InlineData(10, "0.04", "0.04")]
    [InlineData(12.5, "0.20", "0.17")]
    [InlineData(100, "60.00", "0.00")]
    public void A_fee_is_rounded_half_up(double percent, string paid, string amount)
    {
        var order = Cases.Order(paid, lines: [Cases.Line("lamp", 1, "60.00")]);
        var terms = new ClaimTerms(ShippingTerms.WholeOrder, new RestockingFee.OfValue((decimal)percent, Always));

        Assert.Equal(amount, EntitlementTable.ForUnits(order, Units("lamp"), CustomerAccount.Empty, terms).Amount.ToDecimalString());
    }

    [Fact]
    public void A_fixed_fee_is_never_more_than_the_goods()
    {
        var terms = new ClaimTerms(ShippingTerms.WholeOrder, new RestockingFee.Fixed(Cases.Usd("25.00"), Always));
        var bulb = EntitlementTable.ForUnits(Cases.Order(), Units("bulb"), CustomerAccount.Empty, terms);

        Assert.Equal(("0.00 USD", "20.00 USD"), (bulb.Amount.ToString(), bulb.Fee.ToString()));
    }

    [Fact]
    public void The_fee_is_a_reason_with_its_amount_and_the_fact_of_the_claim_is_after_it()
    {
        var policy = Cases.Policy(Cases.Rule(Outcome.Approve)) with { Refunds = TenPercent };
        var file = Cases.File(Cases.Claim(RequestKind.Return, "lamp"), refunds: TenPercent);

        var ruling = Assert.IsType<Ruling.Approve>(policy.Rule(file));

        Assert.Equal("54.00 USD", ruling.Amount.ToString());
        Assert.Equal("A restocking fee of 6.00 USD is kept back.", ruling.Reasons.Single(reason => reason.Id == ReasonIds.RestockingFee).Text);
        Assert.Equal(FactValue.Of(54m), file[FactNames.ClaimEntitled]);
    }

    [Fact]
    public void A_denial_for_a_fee_that_takes_everything_says_so()
    {
        var terms = new RefundTerms { RestockingFee = new RestockingFee.Fixed(Cases.Usd("25.00"), Always) };

        var ruling = Cases.Policy(Cases.Rule(Outcome.Approve)).Rule(Cases.File(Cases.Claim(RequestKind.Return, "bulb"), refunds: terms));

        Assert.Equal("The restocking fee of 20.00 USD is as much as these items are worth.", Assert.IsType<Ruling.Deny>(ruling).Reasons[^1].Text);
    }

    [Theory]
    [InlineData(RequestKind.Return, null, "54.00")]
    [InlineData(RequestKind.Return, ClaimReason.ChangedMind, "54.00")]
    [InlineData(RequestKind.Return, ClaimReason.Defective, "60.00")]
    [InlineData(RequestKind.Return, ClaimReason.WrongItem, "60.00")]
    [InlineData(RequestKind.Return, ClaimReason.LegalWithdrawal, "60.00")]
    [InlineData(RequestKind.Cancel, null, "60.00")]
    [InlineData(RequestKind.Refund, null, "60.00")]
    public void A_fee_is_for_goods_that_come_back_by_choice(RequestKind request, string? reason, string amount)
    {
        var file = Cases.File(Cases.Claim(request, "lamp") with { Reason = reason }, refunds: TenPercent);

        Assert.Equal(amount, EntitlementTable.Of(file)!.Amount.ToDecimalString());
    }

    [Fact]
    public void A_fee_is_kept_only_where_its_condition_holds()
    {
        var worn = new Condition.Compare("goods.worn", Operator.Eq, [FactValue.Of(true)]);
        var terms = new RefundTerms { RestockingFee = new RestockingFee.OfValue(50, worn) };
        var ticket = Cases.Ticket() with { Facts = ImmutableSortedDictionary<string, FactValue>.Empty.Add("goods.worn", FactValue.Of(true)) };

        Assert.Equal("60.00 USD", EntitlementTable.Of(Cases.File(Cases.Claim(RequestKind.Return, "lamp"), refunds: terms))!.Amount.ToString());
        Assert.Equal("30.00 USD", EntitlementTable.Of(Cases.File(Cases.Claim(RequestKind.Return, "lamp"), ticket: ticket, refunds: terms))!.Amount.ToString());
    }

    private static ImmutableArray<ItemId> Units(string names) => Cases.Items(names.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static ImmutableArray<ItemId> AllUnits(Order order) =>
        [.. order.Items.SelectMany(item => Enumerable.Repeat(item.Id, item.Quantity))];

    private static CustomerAccount Given(CustomerAccount account, Order order, Entitlement entitlement)
    {
        var total = account.Of(order);
        var units = entitlement.Items.Aggregate(total.Units, (all, unit) => all.SetItem(unit, all.GetValueOrDefault(unit) + 1));
        var given = new OrderTotal(total.Committed + entitlement.Amount, units) { Shipping = total.Shipping + entitlement.Shipping };
        return account with { Orders = account.Orders.SetItem(order.Id, given) };
    }
}
