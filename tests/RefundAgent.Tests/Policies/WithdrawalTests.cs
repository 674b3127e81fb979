using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using Condition = RefundAgent.Policies.Condition;

namespace RefundAgent.Tests.Policies;

public sealed class WithdrawalTests
{
    private static readonly Order ToGermany = Cases.Order("110.00") with
    {
        Shipping = Cases.Usd("10.00"), ShipTo = new OrderPlace("DE", null), DeliveredAt = Cases.Now.AddDays(-3),
    };

    private static readonly Order ToTexas = ToGermany with { ShipTo = new OrderPlace("US", null) };

    [Theory]
    [InlineData(RequestKind.Return)]
    [InlineData(RequestKind.Cancel)]
    [InlineData(RequestKind.Refund)]
    public void No_rule_denies_what_the_law_gives(RequestKind request)
    {
        var policy = Cases.Policy(Cases.Rule(Outcome.Deny));

        var ruling = Assert.IsType<Ruling.Escalate>(policy.Rule(Cases.File(Cases.Claim(request, "lamp"), ToGermany), autonomy: Cases.Earned));

        Assert.Equal(["rule-Deny", ReasonIds.Withdrawal], ruling.Reasons.Select(reason => reason.Id));
        Assert.IsType<Ruling.Deny>(policy.Rule(Cases.File(Cases.Claim(request, "lamp"), ToTexas), autonomy: Cases.Earned));
    }

    [Fact]
    public void Nor_does_anything_that_was_learned_or_advised()
    {
        var ruling = Cases.Policy().Rule(Cases.File(Cases.Claim(RequestKind.Return, "lamp"), ToGermany), Outcome.Deny, autonomy: Cases.Earned);

        Assert.Equal(ReasonIds.Withdrawal, Assert.IsType<Ruling.Escalate>(ruling).Reasons[^1].Id);
    }

    [Fact]
    public void A_part_of_what_the_law_gives_is_for_a_person_too()
    {
        var policy = Cases.Policy(Cases.Rule(Outcome.Approve, basis: new AmountBasis.ShareOfPaid(0.1m)));
        var claim = Cases.Claim(RequestKind.Return, "lamp");

        Assert.Equal(ReasonIds.Withdrawal, Assert.IsType<Ruling.Escalate>(policy.Rule(Cases.File(claim, ToGermany))).Reasons[^1].Id);
        Assert.IsType<Ruling.Approve>(policy.Rule(Cases.File(claim, ToTexas)));
    }

    [Fact]
    public void A_customer_may_ask_for_less_than_the_law_gives()
    {
        var file = Cases.File(Cases.Claim(RequestKind.Refund, "lamp") with { Requested = Cases.Usd("5.00") }, ToGermany);

        Assert.Equal("5.00 USD", Assert.IsType<Ruling.Approve>(Cases.Policy(Cases.Rule(Outcome.Approve)).Rule(file)).Amount.ToString());
    }

    [Fact]
    public void What_was_given_back_already_is_denied_all_the_same()
    {
        var file = Cases.File(Cases.Claim(RequestKind.Return, "lamp"), ToGermany, Cases.Account("60.00", "lamp"));

        Assert.Equal(ReasonIds.NothingLeft, Assert.IsType<Ruling.Deny>(Cases.Policy(Cases.Rule(Outcome.Approve)).Rule(file)).Reasons[^1].Id);
    }

    [Theory]
    [InlineData("DE", null, true)]
    [InlineData(null, ClaimReason.LegalWithdrawal, true)]
    [InlineData(null, ClaimReason.ChangedMind, false)]
    [InlineData("US", ClaimReason.LegalWithdrawal, false)]
    public void Whoever_invokes_the_right_is_not_denied_it_unless_it_is_known_not_to_hold(string? country, string? reason, bool isProtected)
    {
        var order = ToGermany with { ShipTo = country is null ? null : new OrderPlace(country, null) };

        var ruling = Cases.Policy(Cases.Rule(Outcome.Deny)).Rule(Cases.File(Cases.Claim(RequestKind.Return, "lamp") with { Reason = reason }, order));

        Assert.Equal(isProtected, ruling is Ruling.Escalate);
    }

    [Theory]
    [InlineData("lamp bulb bulb", "DE", "110.00")]
    [InlineData("lamp", "DE", "60.00")]
    [InlineData("lamp bulb bulb", "US", "90.00")]
    public void A_withdrawal_from_the_whole_order_has_its_delivery_back_and_pays_no_fee(string items, string country, string amount)
    {
        var terms = new RefundTerms
        {
            Shipping = ShippingTerms.Never,
            RestockingFee = new RestockingFee.OfValue(10, new Condition.Compare(FactNames.OrderFound, Operator.Eq, [FactValue.Of(true)])),
        };
        var file = Cases.File(Cases.Claim(RequestKind.Return, items.Split(' ')), ToGermany with { ShipTo = new OrderPlace(country, null) }, refunds: terms);

        Assert.Equal(amount, EntitlementTable.Of(file)!.Amount.ToDecimalString());
    }
}
