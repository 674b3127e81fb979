using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Tickets;
using Condition = RefundAgent.Policies.Condition;

namespace RefundAgent.Tests.Policies;

public sealed class RulingTests
{
    private static readonly CaseFile Lamp = Cases.File(Cases.Claim(RequestKind.Return, "lamp"));

    [Fact]
    public void The_first_rule_that_holds_decides()
    {
        var never = Cases.Rule(Outcome.Escalate, when: new Condition.Compare("order.status", Operator.Eq, [FactValue.Of("lost")]));
        var policy = Cases.Policy(never, Cases.Rule(Outcome.Deny), Cases.Rule(Outcome.Approve));

        var finding = policy.Find(Lamp);

        Assert.Equal("rule-Deny", finding.Rule!.Id);
        Assert.Equal("60.00 USD", finding.Entitlement!.Amount.ToString());
        Assert.Equal("rule-Deny", Assert.IsType<Ruling.Deny>(policy.Rule(Lamp)).Reasons[0].Id);
    }

    [Fact]
    public void Without_a_rule_the_finding_is_silent() => Assert.Null(Cases.Policy().Find(Lamp).Rule);

    [Fact]
    public void An_auto_rule_pays_what_the_claim_is_entitled_to_and_acts_alone()
    {
        var ruling = Assert.IsType<Ruling.Approve>(Cases.Policy(Cases.Rule(Outcome.Approve)).Rule(Lamp));

        Assert.Equal("60.00 USD", ruling.Amount.ToString());
        Assert.Equal<ItemId>(Cases.Items("lamp"), ruling.Items);
        Assert.Null(ruling.Hold);
        Assert.Equal(["rule-Approve", "g-1"], ruling.Reasons.Select(reason => reason.Id));
    }

    [Fact]
    public void An_order_that_was_anothers_before_is_not_paid_without_a_person()
    {
        var file = Lamp with { Order = Lamp.Order! with { ChangedHands = true } };

        var ruling = Assert.IsType<Ruling.Escalate>(Cases.Policy(Cases.Rule(Outcome.Approve)).Rule(file, autonomy: Cases.Earned));

        Assert.Equal(ReasonIds.ChangedHands, ruling.Reasons[^1].Id);
    }

    // rule, proposal → outcome
    [Theory]
    [InlineData(Outcome.Approve, Outcome.Approve, Outcome.Approve)]
    [InlineData(Outcome.Approve, Outcome.Deny, Outcome.Deny)]
    [InlineData(Outcome.Approve, Outcome.Ask, Outcome.Ask)]
    [InlineData(Outcome.Approve, Outcome.Escalate, Outcome.Escalate)]
    [InlineData(Outcome.Deny, Outcome.Approve, Outcome.Deny)]
    [InlineData(Outcome.Deny, Outcome.Ask, Outcome.Deny)]
    [InlineData(Outcome.Deny, Outcome.Escalate, Outcome.Escalate)]
    [InlineData(Outcome.Ask, Outcome.Approve, Outcome.Ask)]
    [InlineData(Outcome.Ask, Outcome.Deny, Outcome.Ask)]
    [InlineData(Outcome.Ask, Outcome.Escalate, Outcome.Escalate)]
    [InlineData(Outcome.Escalate, Outcome.Approve, Outcome.Escalate)]
    [InlineData(Outcome.Escalate, Outcome.Deny, Outcome.Escalate)]
    [InlineData(Outcome.Escalate, Outcome.Ask, Outcome.Escalate)]
    public void The_stricter_of_rule_and_proposal_stands(Outcome rule, Outcome proposed, Outcome expected) =>
        Assert.Equal(expected, Cases.Policy(Cases.Rule(rule)).Rule(Lamp, proposed, autonomy: Cases.Earned).Outcome);

    [Fact]
    public void Switched_off_everything_goes_to_a_person()
    {
        var policy = Cases.Policy(Cases.Rule(Outcome.Approve)) with { Mode = Mode.Off };

        var ruling = Assert.IsType<Ruling.Escalate>(policy.Rule(Lamp, autonomy: Cases.Earned));

        Assert.Equal(ReasonIds.ModeOff, ruling.Reasons[0].Id);
        Assert.Equal(Roles.Agent, ruling.To);
    }

    [Theory]
    [InlineData(Outcome.Approve)]
    [InlineData(Outcome.Deny)]
    public void In_suggest_mode_nothing_acts_alone(Outcome rule)
    {
        var ruling = (Cases.Policy(Cases.Rule(rule)) with { Mode = Mode.Suggest }).Rule(Lamp, rule, autonomy: Cases.Earned);

        Assert.Equal(Hold.Mode, HoldOf(ruling));
        Assert.Contains(ruling.Reasons, reason => reason.Id == ReasonIds.ModeSuggest);
    }

    [Theory]
    [InlineData(Outcome.Approve)]
    [InlineData(Outcome.Deny)]
    public void A_customer_whom_nobody_checked_waits_for_a_person(Outcome rule)
    {
        var file = Cases.File(Lamp.Claim, ticket: Cases.Ticket(authenticated: false));

        var ruling = Cases.Policy(Cases.Rule(rule)).Rule(file, rule, autonomy: Cases.Earned);

        Assert.Equal(Hold.UnauthenticatedCustomer, HoldOf(ruling));
        Assert.Contains(ruling.Reasons, reason => reason.Id == ReasonIds.Unauthenticated);
    }

    [Theory]
    [InlineData(Handling.Suggest, true, Hold.Rule)]
    [InlineData(Handling.Earned, false, Hold.NotEarned)]
    [InlineData(Handling.Earned, true, null)]
    [InlineData(Handling.Auto, false, null)]
    public void A_rule_acts_alone_as_far_as_its_handling_says(Handling handling, bool earned, Hold? hold)
    {
        foreach (var outcome in new[] { Outcome.Approve, Outcome.Deny })
        {
            var ruling = Cases.Policy(Cases.Rule(outcome, handling)).Rule(Lamp, outcome, autonomy: earned ? Cases.Earned : Autonomy.None);

            Assert.Equal(hold, HoldOf(ruling));
        }
    }

    [Fact]
    public void A_segment_that_only_claims_to_be_auto_has_earned_nothing() =>
        Assert.Equal(Hold.NotEarned, HoldOf(Cases.Policy().Rule(Lamp, autonomy: Autonomy.None with { State = AutonomyState.Auto })));

    [Theory]
    [InlineData(Outcome.Approve)]
    [InlineData(Outcome.Deny)]
    public void What_was_learned_waits_for_a_person_until_it_is_earned(Outcome learned)
    {
        Assert.Equal(Hold.NotEarned, HoldOf(Cases.Policy().Rule(Lamp, learned)));
        Assert.Null(HoldOf(Cases.Policy().Rule(Lamp, learned, autonomy: Cases.Earned)));
    }

    [Fact]
    public void Advice_that_pays_less_than_an_auto_rule_has_to_earn_it()
    {
        var policy = Cases.Policy(Cases.Rule(Outcome.Approve));

        var ruling = Assert.IsType<Ruling.Approve>(policy.Rule(Lamp, basis: new AmountBasis.Fixed(Cases.Usd("5.00"))));

        Assert.Equal("5.00 USD", ruling.Amount.ToString());
        Assert.Equal(Hold.NotEarned, ruling.Hold);
    }

    [Theory]
    [InlineData(Outcome.Approve)]
    [InlineData(Outcome.Deny)]
    public void Without_discretion_nothing_learned_decides(Outcome learned)
    {
        var ruling = (Cases.Policy() with { Discretion = null }).Rule(Lamp, learned, autonomy: Cases.Earned);

        Assert.Equal(ReasonIds.Discretion, Assert.IsType<Ruling.Escalate>(ruling).Reasons[^1].Id);
    }

    [Fact]
    public void Discretion_allows_only_the_outcomes_that_it_lists()
    {
        var denyOnly = Cases.Policy() with { Discretion = new Discretion(Cases.Usd("80.00"), [Outcome.Deny]) };

        Assert.IsType<Ruling.Escalate>(denyOnly.Rule(Lamp, Outcome.Approve, autonomy: Cases.Earned));
        Assert.IsType<Ruling.Deny>(denyOnly.Rule(Lamp, Outcome.Deny, autonomy: Cases.Earned));
    }

    [Fact]
    public void Advice_to_ask_without_a_question_goes_to_a_person()
    {
        var ruling = Cases.Policy().Rule(Lamp, Cases.Propose(Outcome.Ask), Autonomy.None, Cases.Now);

        Assert.Equal(ReasonIds.AdviceIncomplete, Assert.IsType<Ruling.Escalate>(ruling).Reasons[^1].Id);
    }

    [Fact]
    public void A_request_that_is_not_about_money_never_pays()
    {
        var file = Cases.File(Cases.Claim(RequestKind.Exchange, "lamp"));

        var ruling = Cases.Policy(Cases.Rule(Outcome.Approve)).Rule(file, autonomy: Cases.Earned);

        Assert.Equal(ReasonIds.NotAboutMoney, Assert.IsType<Ruling.Escalate>(ruling).Reasons[^1].Id);
    }

    [Fact]
    public void Without_an_order_the_customer_is_asked_for_it()
    {
        var file = Cases.File(Cases.Claim(RequestKind.Refund) with { Order = null });

        Assert.NotEmpty(Assert.IsType<Ruling.Ask>(Cases.Policy(Cases.Rule(Outcome.Approve)).Rule(file)).Missing);
    }

    [Theory]
    [InlineData(RequestKind.Cancel, "0", 1, "voiding the authorisation")]
    [InlineData(RequestKind.Return, "0", 1, "nothing to refund")]
    [InlineData(RequestKind.Refund, "40.00", 2, "not known of which payment")]
    public void What_was_not_captured_is_not_refunded(RequestKind request, string captured, int payments, string words)
    {
        var order = Cases.Order() with
        {
            Captured = Cases.Usd(captured),
            Payments = [.. Enumerable.Range(0, payments).Select(index =>
                new OrderPayment(PaymentReference.From($"p{index}"), PaymentKind.Card, Cases.Usd("50.00"), Cases.Usd("0")))],
        };

        var ruling = Cases.Policy(Cases.Rule(Outcome.Approve)).Rule(Cases.File(Cases.Claim(request, "lamp"), order), autonomy: Cases.Earned);

        var reason = Assert.IsType<Ruling.Escalate>(ruling).Reasons[^1];
        Assert.Equal(ReasonIds.NotCaptured, reason.Id);
        Assert.Contains(words, reason.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "none", "")]
    [InlineData("40.00", "part", "40.00 USD")]
    [InlineData("100.00", "all", "60.00 USD")]
    public void What_was_captured_is_the_most_that_can_go_back(string captured, string word, string amount)
    {
        var order = Cases.Order() with { Captured = Cases.Usd(captured) };
        var file = Cases.File(Cases.Claim(RequestKind.Return, "lamp"), order);
        var policy = Cases.Policy(Cases.Rule(Outcome.Approve));

        Assert.Equal(FactValue.Of(word), file[FactNames.PaymentCaptured]);
        Assert.Equal(amount, (policy.Rule(file) as Ruling.Approve)?.Amount.ToString() ?? "");
        Assert.Equal(Cases.Usd(captured), policy.CapsFor(order, RefundInitiator.Agent).Order);
    }

    [Fact]
    public void What_the_customer_was_shown_in_another_currency_goes_to_a_person()
    {
        var order = Cases.Order() with { PresentmentCurrency = Currency.Parse("EUR") };
        var policy = Cases.Policy(Cases.Rule(Outcome.Approve));
        var file = Cases.File(Lamp.Claim, order);

        Assert.Equal(ReasonIds.Currency, Assert.IsType<Ruling.Escalate>(policy.Rule(file)).Reasons[^1].Id);
        Assert.True(policy.CapsFor(order, RefundInitiator.Agent).CustomerWindow!.Value.IsZero);
        Assert.Null(policy.CeilingFor(file, order, Cases.Now));
        Assert.IsType<Ruling.Approve>(policy.Rule(Cases.File(Lamp.Claim, order with { PresentmentCurrency = Currency.Usd })));
    }

    [Fact]
    public void A_sum_for_no_item_is_paid_once_and_then_asked_of_a_person()
    {
        var policy = Cases.Policy(Cases.Rule(Outcome.Approve, basis: new AmountBasis.Fixed(Cases.Usd("20.00"))));
        var claim = Cases.Claim(RequestKind.Refund);

        var first = Assert.IsType<Ruling.Approve>(policy.Rule(Cases.File(claim)));
        var second = policy.Rule(Cases.File(claim, account: Cases.Account("20.00")), autonomy: Cases.Earned);

        Assert.Equal(("20.00 USD", 0), (first.Amount.ToString(), first.Items.Length));
        Assert.Equal(ReasonIds.PartAgain, Assert.IsType<Ruling.Escalate>(second).Reasons[^1].Id);
    }

    [Fact]
    public void A_rule_can_let_the_customer_keep_the_goods()
    {
        Assert.True(Assert.IsType<Ruling.Approve>(Cases.Policy(Cases.Rule(Outcome.Approve) with { KeepItem = true }).Rule(Lamp)).KeepItem);
        Assert.False(Assert.IsType<Ruling.Approve>(Cases.Policy(Cases.Rule(Outcome.Approve)).Rule(Lamp)).KeepItem);
    }

    internal static Hold? HoldOf(Ruling ruling) => ruling switch
    {
        Ruling.Approve approve => approve.Hold,
        Ruling.Deny deny => deny.Hold,
        _ => throw new InvalidOperationException($"{ruling.Outcome} cannot be held."),
    };
}
