using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Policies;

public sealed class LimitTests
{
    private static readonly RefundPolicy Paying = Cases.Policy(Cases.Rule(Outcome.Approve));

    [Theory]
    [InlineData("500.00", null)]
    [InlineData("500.01", ReasonIds.PerRefund)]
    public void A_refund_may_reach_its_limit_and_not_pass_it(string paid, string? limit) =>
        Assert.Equal(limit, LimitOf(Paying, RequestKind.Return, paid));

    [Theory]
    [InlineData("700.00", null)]
    [InlineData("700.01", ReasonIds.PerCancellation)]
    public void A_cancellation_can_have_a_limit_of_its_own(string paid, string? limit)
    {
        var policy = Paying with { Limits = Paying.Limits with { PerCancellation = Cases.Usd("700.00") } };

        Assert.Equal(limit, LimitOf(policy, RequestKind.Cancel, paid));
        Assert.Equal(ReasonIds.PerRefund, LimitOf(policy, RequestKind.Return, paid));
        Assert.Equal(ReasonIds.PerRefund, LimitOf(Paying, RequestKind.Cancel, paid));
    }

    [Theory]
    [InlineData("700.00", -1, null)]
    [InlineData("700.01", -1, ReasonIds.PerCustomer30Days)]
    [InlineData("700.01", -29.99, ReasonIds.PerCustomer30Days)]
    [InlineData("700.01", -30, null)]
    public void A_customers_thirty_days_may_reach_their_limit_and_not_pass_it(string spent, double days, string? limit) =>
        Assert.Equal(limit, LimitOf(Paying, RequestKind.Return, "100.00", spent, days));

    [Theory]
    [InlineData("80.00", null)]
    [InlineData("80.01", ReasonIds.Discretion)]
    public void What_no_rule_covers_may_reach_the_discretion_and_not_pass_it(string paid, string? limit) =>
        Assert.Equal(limit, LimitOf(Cases.Policy(), RequestKind.Refund, paid));

    [Fact]
    public void What_passes_a_limit_goes_to_a_manager()
    {
        var file = Cases.File(Whole(RequestKind.Return), Cases.Order("900.00"));

        Assert.Equal(Roles.Manager, Assert.IsType<Ruling.Escalate>(Paying.Rule(file)).To);
    }

    [Fact]
    public void The_ledger_is_told_what_an_order_and_its_units_can_give()
    {
        var caps = Paying.CapsFor(Cases.Order(refunded: "30.00"), RefundInitiator.Agent);

        Assert.Equal("70.00 USD", caps.Order.ToString());
        Assert.Equal(2, caps.Units[Cases.Item("bulb")]);
        Assert.Equal("800.00 USD", caps.CustomerWindow!.Value.ToString());
    }

    [Fact]
    public void An_order_in_another_currency_gets_nothing_past_the_ledger()
    {
        var euro = Currency.Parse("EUR");
        var order = Cases.Order() with { Paid = Money.Parse("60.00", euro), Refunded = Money.Zero(euro) };

        Assert.Equal(Money.Zero(euro), Paying.CapsFor(order, RefundInitiator.Agent).CustomerWindow);
    }

    private static ClaimReading Whole(RequestKind request) => Cases.Claim(request) with { WholeOrder = true };

    private static string? LimitOf(RefundPolicy policy, RequestKind request, string paid, string spent = "0", double days = -1)
    {
        var file = Cases.File(Whole(request), Cases.Order(paid), Cases.Spent(spent, Cases.Now.AddDays(days)));
        return policy.Rule(file, autonomy: Cases.Earned) is Ruling.Escalate escalated ? escalated.Reasons[^1].Id : null;
    }
}
