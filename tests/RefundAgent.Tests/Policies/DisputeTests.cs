using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Tests.Evidence;

namespace RefundAgent.Tests.Policies;

public sealed class DisputeTests
{
    [Theory]
    [InlineData(DisputeState.Chargeback, Outcome.Approve, true)]
    [InlineData(DisputeState.Chargeback, Outcome.Deny, true)]
    [InlineData(DisputeState.Chargeback, Outcome.Ask, true)]
    [InlineData(DisputeState.Lost, Outcome.Approve, true)]
    [InlineData(DisputeState.Inquiry, Outcome.Approve, false)]
    [InlineData(DisputeState.Won, Outcome.Approve, false)]
    [InlineData(DisputeState.None, Outcome.Deny, false)]
    public void What_the_bank_takes_or_took_back_goes_to_a_person_whatever_the_rules_say(DisputeState dispute, Outcome rule, bool stopped)
    {
        var account = new CustomerAccount { Payments = RiskFactsTests.Payments(RiskFactsTests.Disputed(dispute)) };
        var file = Cases.File(Cases.Claim(RequestKind.Return, "lamp"), account: account);

        var ruling = Cases.Policy(Cases.Rule(rule)).Rule(file, autonomy: Cases.Earned);

        Assert.Equal(stopped, ruling is Ruling.Escalate { Reasons: [{ Id: ReasonIds.Disputed }] });
        Assert.Equal(stopped ? Outcome.Escalate : rule, ruling.Outcome);
    }

    [Fact]
    public void A_request_that_is_not_about_money_is_answered_all_the_same()
    {
        var account = new CustomerAccount { Payments = RiskFactsTests.Payments(RiskFactsTests.Disputed(DisputeState.Chargeback)) };

        Assert.IsType<Ruling.Deny>(Cases.Policy(Cases.Rule(Outcome.Deny)).Rule(Cases.File(Cases.Claim(RequestKind.Information), account: account)));
    }

    [Fact]
    public void Of_several_payments_the_gravest_dispute_counts()
    {
        var order = Cases.Order() with
        {
            Payments = [.. new[] { "a", "b", "c" }.Select(id => new OrderPayment(PaymentReference.From(id), PaymentKind.Card, Cases.Usd("1.00"), Cases.Usd("0")))],
        };
        var account = new CustomerAccount
        {
            Payments = ImmutableDictionary<PaymentReference, PaymentState>.Empty
                .Add(PaymentReference.From("a"), RiskFactsTests.Disputed(DisputeState.Won))
                .Add(PaymentReference.From("b"), RiskFactsTests.Disputed(DisputeState.Inquiry) with { FraudWarning = true }),
        };

        var file = Cases.File(Cases.Claim(), order, account);

        Assert.Equal(FactValue.Of("inquiry"), file[FactNames.PaymentDispute]);
        Assert.Equal(FactValue.Of(true), file[FactNames.PaymentFraudWarning]);
    }

    [Fact]
    public void A_rule_can_pay_as_store_credit_and_never_against_the_law()
    {
        var policy = Cases.Policy(Cases.Rule(Outcome.Approve) with { PayTo = RefundDestination.StoreCredit });
        var claim = Cases.Claim(RequestKind.Return, "lamp");
        var toGermany = Cases.Order() with { ShipTo = new OrderPlace("DE", null), DeliveredAt = Cases.Now };

        Assert.Equal(RefundDestination.StoreCredit, Assert.IsType<Ruling.Approve>(policy.Rule(Cases.File(claim))).PayTo);
        Assert.Equal(ReasonIds.Withdrawal, Assert.IsType<Ruling.Escalate>(policy.Rule(Cases.File(claim, toGermany))).Reasons[^1].Id);
    }
}
