using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;

namespace RefundAgent.Tests.Policies;

public sealed class EntitlementTableTests
{
    private static readonly string[] Ids = ["a", "b", "c", "d"];

    private static readonly Gen<Currency> Currencies = OneOf("USD", "JPY", "KWD").Select(Currency.Parse);

    private static readonly Gen<Order> Orders =
        from currency in Currencies
        from lines in (from id in OneOf(Ids)
                       from quantity in Gen.Int[1, 5]
                       from price in Gen.OneOf(Gen.Long[0, 20_000], Gen.Long[0, long.MaxValue / 8])
                       select (id, quantity, price)).Array[1, 6]
        from paid in Gen.OneOf(Gen.Long[0, 100_000], Gen.Long[0, long.MaxValue / 8])
        from refunded in Gen.Double[0, 1]
        select Cases.Order() with
        {
            Items =
            [
                .. lines.Select(line => new OrderItem
                {
                    Id = Cases.Item(line.id), Name = line.id, Quantity = line.quantity, UnitPrice = new Money(line.price, currency),
                }),
            ],
            Paid = new Money(paid, currency),
            Refunded = new Money((long)(paid * 0.3 * refunded), currency),
        };

    private static readonly Gen<ImmutableArray<ItemId>> Units =
        OneOf([.. Ids, "unknown"]).Select(ItemId.From).Array[0, 12].Select(units => units.ToImmutableArray());

    [Fact]
    public void All_units_together_give_exactly_what_was_paid() => Orders.Sample(order =>
    {
        var whole = EntitlementTable.ForUnits(order with { Refunded = Money.Zero(order.Currency) }, AllUnits(order), CustomerAccount.Empty);

        Assert.Equal(order.Paid, whole.Amount);
    });

    [Fact]
    public void Returning_one_by_one_gives_exactly_what_returning_together_gives() => Orders.Sample(order =>
    {
        var fresh = order with { Refunded = Money.Zero(order.Currency) };
        var account = CustomerAccount.Empty;
        foreach (var unit in AllUnits(fresh))
        {
            account = Given(account, fresh, EntitlementTable.ForUnits(fresh, [unit], account));
        }

        Assert.Equal(fresh.Paid, account.Of(fresh).Committed);
        Assert.True(EntitlementTable.Remaining(fresh, account).IsZero);
    });

    [Fact]
    public void An_entitlement_is_never_negative_nor_above_what_is_left() => Gen.Select(Orders, Units, Units).Sample((order, before, units) =>
    {
        var account = Given(CustomerAccount.Empty, order, EntitlementTable.ForUnits(order, before, CustomerAccount.Empty));

        var entitlement = EntitlementTable.ForUnits(order, units, account);

        Assert.True(entitlement.Amount.MinorUnits >= 0);
        Assert.True(entitlement.Amount <= entitlement.Remaining);
        Assert.True(account.Of(order).Committed + order.Refunded + entitlement.Amount <= order.Paid);
    });

    [Fact]
    public void More_units_never_give_less_and_their_order_does_not_matter() => Gen.Select(Orders, Units, Units).Sample((order, some, more) =>
    {
        var few = EntitlementTable.ForUnits(order, some, CustomerAccount.Empty);
        var many = EntitlementTable.ForUnits(order, [.. some, .. more], CustomerAccount.Empty);
        var turned = EntitlementTable.ForUnits(
            order with { Items = [.. order.Items.Reverse()] }, [.. more.Reverse(), .. some.Reverse()], CustomerAccount.Empty);

        Assert.True(few.Amount <= many.Amount);
        Assert.Equal(many.Amount, turned.Amount);
        Assert.Equal<ItemId>(many.Items, turned.Items);
    });

    [Fact]
    public void No_unit_is_given_back_more_often_than_it_was_bought() => Gen.Select(Orders, Units, Units).Sample((order, before, units) =>
    {
        var first = EntitlementTable.ForUnits(order, before, CustomerAccount.Empty);
        var second = EntitlementTable.ForUnits(order, units, Given(CustomerAccount.Empty, order, first));

        foreach (var group in first.Items.Concat(second.Items).GroupBy(unit => unit))
        {
            Assert.True(group.Count() <= order.Items.Where(item => item.Id == group.Key).Sum(item => item.Quantity));
        }
    });

    [Theory]
    [InlineData("90.00", "lamp", "54.00")]
    [InlineData("110.00", "lamp", "66.00")]
    [InlineData("100.01", "lamp", "60.01")]
    [InlineData("100.01", "bulb", "20.00")]
    [InlineData("0.00", "lamp", "0.00")]
    public void A_unit_is_worth_its_part_of_what_was_paid(string paid, string unit, string amount) =>
        Assert.Equal(amount, Amount(Cases.Order(paid), Cases.Claim(RequestKind.Return, unit)));

    [Theory]
    [InlineData(RequestKind.Cancel, false, "100.00")]
    [InlineData(RequestKind.Refund, false, "100.00")]
    [InlineData(RequestKind.Return, true, "100.00")]
    [InlineData(RequestKind.Return, false, "0.00")]
    [InlineData(RequestKind.Exchange, true, "0.00")]
    [InlineData(RequestKind.Information, false, "0.00")]
    public void A_claim_without_items_is_for_the_whole_order_or_for_nothing(RequestKind request, bool whole, string amount) =>
        Assert.Equal(amount, Amount(Cases.Order(), Cases.Claim(request) with { WholeOrder = whole }));

    [Fact]
    public void What_was_given_back_before_is_not_given_again()
    {
        var order = Cases.Order();
        var account = Cases.Account("20.00", "bulb");

        var whole = EntitlementTable.Of(order, Cases.Claim(RequestKind.Cancel), account);
        var bulbs = EntitlementTable.Of(order, Cases.Claim(RequestKind.Return, "bulb", "bulb"), account);

        Assert.Equal("80.00", whole.Amount.ToDecimalString());
        Assert.Equal<ItemId>(Cases.Items("bulb", "lamp"), whole.Items);
        Assert.Equal("20.00", bulbs.Amount.ToDecimalString());
        Assert.Equal<ItemId>(Cases.Items("bulb"), bulbs.Items);
    }

    [Fact]
    public void What_the_shop_gave_back_itself_caps_every_later_claim() =>
        Assert.Equal("10.00", Amount(Cases.Order(refunded: "90.00"), Cases.Claim(RequestKind.Return, "lamp")));

    [Fact]
    public void Books_in_another_currency_leave_nothing_to_give()
    {
        var account = new CustomerAccount
        {
            Orders = ImmutableDictionary<OrderId, OrderTotal>.Empty.Add(OrderId.From("#1"), OrderTotal.Nothing(Currency.Parse("EUR"))),
        };

        Assert.True(EntitlementTable.Of(Cases.Order(), Cases.Claim(RequestKind.Cancel), account).Amount.IsZero);
    }

    [Fact]
    public void Items_that_cost_nothing_share_what_was_paid_alike() =>
        Assert.Equal("3.34", Amount(
            Cases.Order("10.00", lines: [Cases.Line("a", 1, "0.00"), Cases.Line("b", 2, "0.00")]), Cases.Claim(RequestKind.Return, "a")));

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string Amount(Order order, ClaimReading claim) =>
        EntitlementTable.Of(order, claim, CustomerAccount.Empty).Amount.ToDecimalString();

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
