using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;

namespace RefundAgent.Tests.Policies;

public sealed class PayoutTests
{
    private static readonly RefundPolicy Open = Cases.Policy() with { Discretion = new Discretion(Cases.Usd("500.00"), [Outcome.Approve]) };
    private static readonly CaseFile Whole = Cases.File(Cases.Claim(RequestKind.Refund));
    private static readonly CaseFile Lamp = Cases.File(Cases.Claim(RequestKind.Return, "lamp"));

    public static TheoryData<AmountBasis, string, string> Bases => new()
    {
        { new AmountBasis.Entitled(), "100.00", "60.00" },
        { new AmountBasis.ShareOfPaid(0.5m), "50.00", "50.00" },
        { new AmountBasis.ShareOfPaid(0.33335m), "33.34", "33.34" },
        { new AmountBasis.ShareOfPaid(0.8m), "80.00", "60.00" },
        { new AmountBasis.ShareOfPaid(7m), "100.00", "60.00" },
        { new AmountBasis.Fixed(Cases.Usd("20.00")), "20.00", "20.00" },
        { new AmountBasis.Fixed(Cases.Usd("2000.00")), "100.00", "60.00" },
        { new AmountBasis.ForItems(Cases.Items("bulb", "bulb", "bulb", "sofa")), "40.00", "" },
        { new AmountBasis.ForItems(Cases.Items("lamp", "bulb")), "80.00", "60.00" },
    };

    [Theory]
    [MemberData(nameof(Bases))]
    public void A_basis_becomes_money_within_the_entitlement(AmountBasis basis, string whole, string lamp)
    {
        Assert.Equal(whole, AmountOf(Open.Rule(Whole, basis: basis)));
        Assert.Equal(lamp, AmountOf(Open.Rule(Lamp, basis: basis)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    public void An_approval_that_comes_to_nothing_goes_to_a_person(string amount)
    {
        var ruling = Open.Rule(Lamp, basis: new AmountBasis.Fixed(Money.Parse(amount, Currency.Usd)));

        Assert.Equal(ReasonIds.AdviceIncomplete, Assert.IsType<Ruling.Escalate>(ruling).Reasons[^1].Id);
    }

    [Fact]
    public void A_rules_own_basis_is_a_ceiling_for_the_advice()
    {
        var policy = Cases.Policy(Cases.Rule(Outcome.Approve, basis: new AmountBasis.Fixed(Cases.Usd("15.00"))));

        Assert.Equal("15.00", AmountOf(policy.Rule(Lamp)));
    }

    [Theory]
    [InlineData(RequestKind.Refund, "30.00", "30.00")]
    [InlineData(RequestKind.Refund, "300.00", "60.00")]
    [InlineData(RequestKind.Refund, "0", "60.00")]
    [InlineData(RequestKind.Refund, "-1", "60.00")]
    [InlineData(RequestKind.Return, "30.00", "60.00")]
    public void What_is_asked_for_is_a_ceiling_only_where_money_is_asked_for(RequestKind request, string requested, string paid)
    {
        var file = Cases.File(Cases.Claim(request, "lamp") with { Requested = Cases.Usd(requested) });

        Assert.Equal(paid, AmountOf(Cases.Policy(Cases.Rule(Outcome.Approve)).Rule(file)));
    }

    [Fact]
    public void The_forms_sum_is_a_ceiling_where_the_message_names_none()
    {
        var file = Cases.File(Cases.Claim(RequestKind.Refund), ticket: Cases.Ticket() with { Requested = Cases.Usd("12.00") });

        Assert.Equal("12.00", AmountOf(Open.Rule(file)));
    }

    /// <summary>As the units do: nobody is paid in part for them and the delivery now, and in full later.</summary>
    [Theory]
    [InlineData("500.00", "70.00", "10.00")]
    [InlineData("65.00", "65.00", "10.00")]
    [InlineData("4.00", "4.00", "4.00")]
    public void The_delivery_that_goes_with_units_counts_as_given_back_where_they_are_paid_in_part(string sum, string amount, string shipping)
    {
        var always = new RefundTerms { Shipping = ShippingTerms.Always };
        var order = Cases.Order("110.00") with { Shipping = Cases.Usd("10.00") };
        var basis = new AmountBasis.Fixed(Cases.Usd(sum));

        var lamp = Assert.IsType<Ruling.Approve>(Open.Rule(Cases.File(Cases.Claim(RequestKind.Return, "lamp"), order, refunds: always), basis: basis));
        var whole = Assert.IsType<Ruling.Approve>(Open.Rule(Cases.File(Cases.Claim(RequestKind.Refund), order, refunds: always), basis: new AmountBasis.Fixed(Cases.Usd("4.00"))));

        Assert.Equal((amount, shipping), (lamp.Amount.ToDecimalString(), lamp.Shipping.ToDecimalString()));
        Assert.Equal(Cases.Usd("0.00"), whole.Shipping);
    }

    [Fact]
    public void Units_that_are_paid_in_part_count_as_given_back()
    {
        var half = new AmountBasis.Fixed(Cases.Usd("5.00"));

        Assert.Equal<ItemId>(Cases.Items("lamp"), Assert.IsType<Ruling.Approve>(Open.Rule(Lamp, basis: half)).Items);
        Assert.Empty(Assert.IsType<Ruling.Approve>(Open.Rule(Whole, basis: half)).Items);
    }

    [Theory]
    [InlineData("100.00", "", "already been given back")]
    [InlineData("60.00", "lamp", "already been given back")]
    public void What_was_given_back_already_is_denied_with_that_reason(string committed, string units, string text)
    {
        var file = Cases.File(Lamp.Claim, account: Cases.Account(committed, units.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        var auto = Assert.IsType<Ruling.Deny>(Cases.Policy(Cases.Rule(Outcome.Approve)).Rule(file));
        var learned = Assert.IsType<Ruling.Deny>(Open.Rule(file, autonomy: Cases.Earned));

        Assert.Equal(ReasonIds.NothingLeft, auto.Reasons[^1].Id);
        Assert.Contains(text, auto.Reasons[^1].Text, StringComparison.Ordinal);
        Assert.Null(auto.Hold);
        Assert.Equal(Hold.NotEarned, learned.Hold);
    }

    [Fact]
    public void A_return_that_names_nothing_is_asked_for_its_items()
    {
        var ruling = Cases.Policy(Cases.Rule(Outcome.Approve)).Rule(Cases.File(Cases.Claim(RequestKind.Return)));

        Assert.Equal(ReasonIds.NoItems, Assert.IsType<Ruling.Ask>(ruling).Reasons[^1].Id);
    }

    public static TheoryData<CaseFile, AmountBasis> ForeignSums => new()
    {
        { Cases.File(Lamp.Claim, Euros()), new AmountBasis.Entitled() },
        { Lamp, new AmountBasis.Fixed(Money.Parse("5.00", Currency.Parse("EUR"))) },
        { Cases.File(Cases.Claim(RequestKind.Refund) with { Requested = Money.Parse("500", Currency.Parse("JPY")) }), new AmountBasis.Entitled() },
        { Cases.File(Lamp.Claim, account: InEuros()), new AmountBasis.Entitled() },
    };

    [Theory]
    [MemberData(nameof(ForeignSums))]
    public void A_second_currency_goes_to_a_person(CaseFile file, AmountBasis basis)
    {
        var ruling = Open.Rule(file, basis: basis, autonomy: Cases.Earned);

        Assert.Equal(ReasonIds.Currency, Assert.IsType<Ruling.Escalate>(ruling).Reasons[^1].Id);
    }

    [Fact]
    public void A_wrong_price_in_a_return_does_not_matter_even_in_another_currency()
    {
        var file = Cases.File(Lamp.Claim with { Requested = Money.Parse("500", Currency.Parse("JPY")) });

        Assert.Equal("60.00", AmountOf(Open.Rule(file)));
    }

    private static string AmountOf(Ruling ruling) => ruling is Ruling.Approve approve ? approve.Amount.ToDecimalString() : "";

    private static Order Euros()
    {
        var euro = Currency.Parse("EUR");
        return Cases.Order() with
        {
            Items = [Cases.Line("lamp", 1, "60.00", "EUR")],
            Paid = Money.Parse("60.00", euro),
            Refunded = Money.Zero(euro),
        };
    }

    private static CustomerAccount InEuros() => new()
    {
        Orders = ImmutableDictionary<OrderId, OrderTotal>.Empty.Add(OrderId.From("#1"), OrderTotal.Nothing(Currency.Parse("EUR"))),
    };
}
