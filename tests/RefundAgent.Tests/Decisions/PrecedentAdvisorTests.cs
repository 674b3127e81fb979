using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Reading;
using static RefundAgent.Tests.Decisions.AdvisorCases;
using Condition = RefundAgent.Policies.Condition;

namespace RefundAgent.Tests.Decisions;

public sealed class PrecedentAdvisorTests
{
    private static readonly PolicyRule Pays = new()
    {
        Id = "weather-pays", Text = "Weather is on us.", When = new Condition.All([]), Then = Outcome.Approve, Basis = new AmountBasis.ShareOfPaid(0.5m),
    };

    [Fact]
    public void Where_the_policy_is_clear_its_ruling_is_proposed()
    {
        var proposal = Propose(File(), LearnedContext.Empty, Pays);

        Assert.Equal((Outcome.Approve, 1.0, "policy:weather-pays→approve"), (proposal.Outcome, proposal.Confidence, proposal.Segment));
        Assert.Equal(Pays.Basis, proposal.Basis);
        Assert.Equal(new Reason("weather-pays", ReasonKind.Policy, "Weather is on us."), Assert.Single(proposal.Reasons));
    }

    [Fact]
    public void A_claim_that_was_not_understood_is_asked_about_even_where_a_rule_would_pay()
    {
        var proposal = Propose(File(doubts: new Doubt(DoubtKind.WhichItems, "the lamp")), LearnedContext.Empty, Pays);

        Assert.Equal(Outcome.Ask, proposal.Outcome);
        Assert.NotEmpty(proposal.Missing);
        Assert.DoesNotContain("lamp", CanonicalJson.Write(proposal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DoubtKind.Manipulation)]
    [InlineData(DoubtKind.Destination)]
    public void What_a_customer_cannot_settle_goes_to_a_person(DoubtKind kind) =>
        Assert.Equal(Outcome.Escalate, Propose(File(doubts: [new(DoubtKind.WhichItems, ""), new(kind, "")]), LearnedContext.Empty, Pays).Outcome);

    [Fact]
    public void Without_anything_learned_a_person_decides()
    {
        var proposal = Propose(File(), LearnedContext.Empty);

        Assert.Equal((Outcome.Escalate, "advisor:nothing-learned→escalate"), (proposal.Outcome, proposal.Segment));
        Assert.NotEmpty(proposal.Reasons);
    }

    [Fact]
    public void One_alike_case_is_enough_to_suggest_and_is_cited()
    {
        var past = Past(1, Outcome.Approve, "ann", hours: 12);

        var proposal = Propose(File(), Knowing(past));

        Assert.Equal(Outcome.Approve, proposal.Outcome);
        Assert.Equal(past.Id, Assert.Single(proposal.Items));
        Assert.Equal(past.Id.Value, Assert.Single(proposal.Reasons).Id);
        Assert.Equal("precedent:refund:weather→approve", proposal.Segment);
        Assert.DoesNotContain("ann", CanonicalJson.Write(proposal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_unlike_all_others_goes_to_a_person() =>
        Assert.Equal(Outcome.Escalate, Propose(File("health", 500), Knowing(Past(1, Outcome.Approve, "ann", "weather", 1))).Outcome);

    [Fact]
    public void People_who_contradict_each_other_on_the_same_case_are_both_shown()
    {
        var (one, other) = (Past(1, Outcome.Approve, "ann"), Past(2, Outcome.Deny, "bob"));

        var proposal = Propose(File(), Knowing(one, other));

        Assert.Equal((Outcome.Escalate, "advisor:people-disagree→escalate"), (proposal.Outcome, proposal.Segment));
        Assert.Equal([one.Id.Value, other.Id.Value], proposal.Reasons.Skip(1).Select(reason => reason.Id).Order());
    }

    [Fact]
    public void An_audit_settles_what_people_contradict_each_other_about() =>
        Assert.Equal(Outcome.Deny, Propose(
            File(), Knowing(Past(1, Outcome.Approve, "ann"), Past(2, Outcome.Deny, "boss", audited: true), Past(3, Outcome.Approve, "bob"))).Outcome);

    [Fact]
    public void A_person_who_changed_their_mind_contradicts_nobody() =>
        Assert.NotEqual(
            "advisor:people-disagree→escalate",
            Propose(File(), Knowing(Past(1, Outcome.Approve, "ann"), Past(2, Outcome.Deny, "ann"))).Segment);

    [Fact]
    public void The_amount_of_the_past_case_comes_as_a_relation()
    {
        var basis = new AmountBasis.ShareOfPaid(0.5m);

        Assert.Equal(basis, Propose(File(), Knowing(Past(1, Outcome.Approve, "ann", basis: basis))).Basis);
    }

    [Fact]
    public void A_sum_in_another_currency_is_no_precedent()
    {
        var yen = new AmountBasis.Fixed(Money.Parse("500", Currency.Parse("JPY")));

        Assert.Equal(Outcome.Escalate, Propose(File(), Knowing(Past(1, Outcome.Approve, "ann", basis: yen))).Outcome);
    }

    [Fact]
    public void A_guideline_speaks_before_precedents_unless_its_exception_holds()
    {
        var rule = new LearnedItem.Guideline
        {
            Id = new LearnedItemId("g1"),
            When = new Condition.Compare("claim.reason", Operator.Eq, ["weather".Fact()]),
            WhenNot = new Condition.Compare("booking.hours", Operator.Gte, [11m.Fact()]),
            Outcome = Outcome.Deny,
            Policy = new PolicyVersion("p1"),
            Helpful = 9,
        };
        var context = Knowing(rule, Past(2, Outcome.Approve, "ann"));

        Assert.Equal((Outcome.Deny, "guideline:claim.reason eq weather→deny"), (Propose(File(), context).Outcome, Propose(File(), context).Segment));
        Assert.Equal(Outcome.Approve, Propose(File(hours: 12), context).Outcome);
    }

    [Fact]
    public void A_segment_names_no_number() =>
        Assert.Equal(
            "(!(claim.reason eq weather) | booking.hours gte)",
            Clause.Of(new Condition.Any(
            [
                new Condition.Compare("booking.hours", Operator.Gte, [24.5m.Fact()]),
                new Condition.Not(new Condition.Compare("claim.reason", Operator.Eq, ["Weather".Fact()])),
            ])));

    private static Proposal Propose(RefundAgent.Evidence.CaseFile file, LearnedContext context, PolicyRule? rule = null) =>
        PrecedentAdvisor.Propose(file, NoRule with { Rule = rule }, context);
}

file static class Values
{
    public static RefundAgent.Evidence.FactValue Fact(this string text) => RefundAgent.Evidence.FactValue.Of(text);

    public static RefundAgent.Evidence.FactValue Fact(this decimal number) => RefundAgent.Evidence.FactValue.Of(number);
}
