using RefundAgent.Adapters.Policies;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Proposals;
using RefundAgent.Tests.Policies;

namespace RefundAgent.Tests.Proposals;

public sealed class PolicyAmendmentTests
{
    private static readonly Condition Business = new Condition.Compare("booking.cabin", Operator.Eq, [FactValue.Of("business")]);
    private static readonly Condition Late = new Condition.Compare("booking.hours_since", Operator.Gte, [FactValue.Of(24)]);

    [Fact]
    public void What_the_policy_is_silent_about_becomes_its_last_rule_for_exactly_these_cases()
    {
        var rule = Amended(Proposal() with { WhenNot = Late, Basis = new AmountBasis.ShareOfPaid(0.5m) }).Rules[^1];

        Assert.Equal(("learned-w1", Outcome.Approve, Handling.Earned), (rule.Id, rule.Then, rule.Handling));
        Assert.Equal(new AmountBasis.ShareOfPaid(0.5m), rule.Basis);
        Assert.True(rule.When.Holds(Facts(("booking.cabin", "business"))));
        Assert.False(rule.When.Holds(Facts(("booking.cabin", "business"), ("booking.hours_since", 30m))));
        Assert.False(rule.When.Holds(Facts(("booking.cabin", "economy"))));
        Assert.Equal("When booking.cabin is business, unless booking.hours_since is at least 24: approve, 50 % of what was paid.", rule.Text);
    }

    [Fact]
    public void What_a_rule_says_otherwise_goes_right_before_it_and_nothing_else_changes()
    {
        var before = new PolicyParser().Parse(PolicyParserTests.Good);

        var after = Amended(Proposal() with { Kind = PolicyProposalKind.OverruledRule, Rule = "r2", Outcome = Outcome.Deny, Basis = null });

        Assert.Equal(["r1", "learned-w1", "r2"], after.Rules.Select(rule => rule.Id));
        Assert.Equal((before.Limits, before.Discretion, before.Autonomy, before.Mode), (after.Limits, after.Discretion, after.Autonomy, after.Mode));
    }

    [Theory]
    [InlineData(Outcome.Ask)]
    [InlineData(Outcome.Escalate)]
    [InlineData(Outcome.Deny)]
    [InlineData(Outcome.Approve)]
    public void Every_outcome_is_a_valid_rule(Outcome outcome) =>
        Assert.Equal(outcome, Amended(Proposal() with { Outcome = outcome, Basis = outcome == Outcome.Approve ? new AmountBasis.Fixed(Money.Parse("20.00", Currency.Usd)) : null }).Rules[^1].Then);

    [Fact]
    public void A_proposal_for_every_case_is_a_rule_that_always_holds() =>
        Assert.True(Amended(Proposal() with { When = new Condition.All([]) }).Rules[^1].When.Holds(Facts(("claim.kind", "refund"))));

    [Fact]
    public void A_policy_that_has_it_already_stays_as_it_is()
    {
        var once = PolicyAmendment.Apply(Proposal(), PolicyParserTests.Good)!;

        Assert.Null(PolicyAmendment.Apply(Proposal(), once));
    }

    [Fact]
    public void What_the_policy_cannot_take_is_refused_in_words()
    {
        var words = new Condition.All([new Condition.Compare(FactNames.ClaimReason, Operator.Eq, [FactValue.Of("text:0123456789ab")])]);

        Assert.Contains("'gone'", Refused(Proposal() with { Rule = "gone" }), StringComparison.Ordinal);
        Assert.Contains("own words", Refused(Proposal() with { When = words }), StringComparison.Ordinal);
        Assert.Contains("own words", Refused(Proposal() with { WhenNot = words }), StringComparison.Ordinal);
        Assert.Contains("items of one order", Refused(Proposal() with { Basis = new AmountBasis.ForItems([ItemId.From("i1")]) }), StringComparison.Ordinal);
    }

    private static PolicyProposal Proposal() => new()
    {
        Id = new ProposalId("w1"), Kind = PolicyProposalKind.WiderDiscretion, When = Business, Outcome = Outcome.Approve, Cases = 9, Agreed = 9, Reviewers = [],
    };

    private static RefundPolicy Amended(PolicyProposal proposal) =>
        new PolicyParser().Parse(PolicyAmendment.Apply(proposal, PolicyParserTests.Good)!);

    private static string Refused(PolicyProposal proposal) =>
        Assert.Throws<UnfitProposalException>(() => PolicyAmendment.Apply(proposal, PolicyParserTests.Good)).Message;

    private static Dictionary<string, Fact> Facts(params (string Name, object Value)[] facts) => facts.ToDictionary(
        fact => fact.Name,
        fact => new Fact(fact.Name, fact.Value is decimal number ? FactValue.Of(number) : FactValue.Of((string)fact.Value), new FactSource(FactOrigin.System, "test")));
}
