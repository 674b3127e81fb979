using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Learning;
using RefundAgent.Learning.Induction;
using RefundAgent.Policies;
using RefundAgent.Proposals;
using RefundAgent.Records;
using static RefundAgent.Tests.Learning.HandMade;
using static RefundAgent.Tests.Learning.Induction.InductionCases;

namespace RefundAgent.Tests.Learning;

public sealed class HeadComposerTests
{
    private static readonly HeadTerms Terms = new() { Policy = LearningCases.Policy };
    private static readonly HeadTerms Narrow = Terms with { Policy = LearningCases.Policy with { Discretion = new Discretion(LearningCases.Usd("80.00"), [Outcome.Deny]) } };
    private static readonly ImmutableArray<EvidenceCase> RedsAndBlues = [.. Cases(1, 10, "red", Full, "ann", "bob"), .. Cases(11, 10, "blue", Deny, "ann", "bob")];

    [Fact]
    public void Guidelines_stand_in_their_order_each_with_its_exceptions_and_its_counts()
    {
        var (red, otherwise) = GuidelinesOf(Compose(Terms, List(Full, Deny), RedsAndBlues)) is [var first, var second] ? (first, second) : default;

        Assert.Equal((0, Outcome.Approve, 10, 0, 10), (red!.Place, red.Outcome, red.Helpful, red.Harmful, red.Customers));
        Assert.Equal((1, Outcome.Deny, 10, 0, 10), (otherwise!.Place, otherwise.Outcome, otherwise.Helpful, otherwise.Harmful, otherwise.Customers));
        Assert.Null(red.WhenNot);
        Assert.Equal(CanonicalJson.Write(red.When), CanonicalJson.Write(otherwise.WhenNot));
        Assert.Equal(["bob", "ann"], red.Reviewers.Select(each => each.Value));
        Assert.Equal(Terms.Policy.Version, red.Policy);
    }

    [Fact]
    public void No_more_than_five_hundred_items_and_of_the_cases_the_newest()
    {
        var head = Compose(Terms, List(Full, Deny), Cases(1, 700, "red", Full));

        Assert.Equal(LearnedContext.MostItems, head.Items.Length);
        Assert.Equal(2, GuidelinesOf(head).Length);
        Assert.Equal(Enumerable.Range(203, 498).Select(i => (long)i), head.Items.OfType<LearnedItem.Precedent>().Select(each => each.Sequence).Order());
        Assert.Equal(head.Items.Select(item => item.Id.Value).Order(StringComparer.Ordinal), head.Items.Select(item => item.Id.Value));
    }

    [Fact]
    public void What_the_discretion_does_not_include_is_handed_over_and_proposed_to_the_operator()
    {
        var head = Compose(Narrow, List(Full, Deny), RedsAndBlues);

        Assert.Equal([Outcome.Escalate, Outcome.Deny], GuidelinesOf(head).Select(each => each.Outcome));
        Assert.Null(GuidelinesOf(head)[0].Basis);
        var proposal = Assert.Single(head.Proposals);
        Assert.Equal((PolicyProposalKind.WiderDiscretion, Outcome.Approve, 10, 10), (proposal.Kind, proposal.Outcome, proposal.Cases, proposal.Agreed));
        Assert.Equal(CanonicalJson.Write(GuidelinesOf(head)[0].When), CanonicalJson.Write(proposal.When));
        Assert.Empty(Compose(Terms, List(Full, Deny), RedsAndBlues).Proposals);
    }

    [Fact]
    public void Nothing_is_proposed_on_one_persons_word_on_two_customers_or_against_half_of_the_people()
    {
        Assert.Empty(Compose(Narrow, List(Full, Deny), Cases(1, 20, "red", Full, "ann")).Proposals);
        Assert.Empty(Compose(Narrow, List(Full, Deny), [.. RedsAndBlues.Select(each => each with { Customer = $"customer-{each.Sequence % 2}" })]).Proposals);
        Assert.Empty(Compose(Narrow, List(Full, Deny), [.. RedsAndBlues, .. Cases(21, 9, "red", Deny, "ann", "bob")]).Proposals);
    }

    /// <summary>Their segment is the same, since it has no numbers and no amounts in it.</summary>
    [Theory]
    [InlineData("ann", false)]
    [InlineData("bob", true)]
    public void A_guideline_does_not_act_on_the_quorum_of_its_twin(string other, bool acts)
    {
        var rules = new RuleList([Rule(Full, 10, AtMost(10)), Rule(HalfOfIt, 10, AtMost(50)), Rule(Deny, 10)]);
        var head = Compose(Terms, rules, [.. Aged(1, 10, 5, Full, "ann", "bob"), .. Aged(11, 10, 20, HalfOfIt, "ann", other)], Clean("guideline:item.days lte→approve"));

        Assert.Equal(2, GuidelinesOf(head).Count(each => each.Segment == "guideline:item.days lte→approve"));
        Assert.Equal(acts, head.Segments["guideline:item.days lte→approve"].Earned);
    }

    [Fact]
    public void What_people_rule_differently_on_is_disputed_and_does_not_act()
    {
        var quarrel = Compose(
            Terms,
            List(Full, Deny),
            [.. Enumerable.Range(1, 20).SelectMany(i => Cases(i, 1, "red", i % 2 == 0 ? Full : Deny, "ann", "bob", "cem"))],
            Clean("guideline:item.colour eq red→approve"));

        Assert.True(GuidelinesOf(quarrel)[0].Disputed);
        Assert.False(quarrel.Segments["guideline:item.colour eq red→approve"].Earned);
        Assert.False(GuidelinesOf(Compose(Terms, List(Full, Deny), [.. Cases(1, 10, "red", Full, "ann", "bob"), .. Cases(11, 9, "red", Deny, "cem")]))[0].Disputed);
    }

    [Fact]
    public void A_segment_that_a_person_demoted_earns_by_what_was_said_since()
    {
        const string Segment = "guideline:item.colour eq red→approve";
        var demoted = Terms with { DemotedAfter = Terms.DemotedAfter.Add(Segment, 10) };

        Assert.True(Compose(Terms, List(Full, Deny), RedsAndBlues, Clean(Segment)).Segments[Segment].Earned);
        Assert.Equal((50, 10L, false), Compose(demoted, List(Full, Deny), RedsAndBlues, Clean(Segment)).Segments[Segment] is var tally ? (tally.Reviewed, tally.CountedAfter, tally.Earned) : default);
    }

    /// <summary>It acts before anybody has agreed with it, so that what it pays out is all that says how closely to watch it.</summary>
    [Theory]
    [InlineData(Handling.Auto, 0.75)]
    [InlineData(Handling.Earned, 0)]
    [InlineData(Handling.Suggest, 0)]
    public void A_rule_that_acts_on_the_operators_word_is_watched_by_what_it_pays(Handling handling, double share)
    {
        var rule = Policies.Cases.Rule(Outcome.Approve, handling);
        var head = Compose(
            Terms with { Policy = LearningCases.Policy with { Rules = [rule], Autonomy = new AutonomyTerms(0.95, 0.05, LearningCases.Usd("1000.00")) } }, RuleList.Empty, [], Tallies(Clause.Segment(rule), [Judged(1, payout: 3_000_00)]));

        Assert.Equal(((decimal)share, false), (head.Segments[Clause.Segment(rule)].ReviewShare, head.Segments[Clause.Segment(rule)].Earned));
    }

    [Fact]
    public void The_same_evidence_gives_the_same_head_to_the_byte() =>
        AnyCases.Sample(drawn =>
        {
            ImmutableArray<EvidenceCase> cases =
                [.. drawn.Select((each, i) => each with { Decision = LearningCases.Decision(i), Claim = new ClaimId("c1"), Customer = $"c{i % 4}" })];
            var window = EvidenceWindow.Of(cases);
            var rules = RuleListInduction.Fit(window, window.All);

            Assert.Equal(
                CanonicalJson.Write(Compose(Narrow, rules, cases, Clean("s"))),
                CanonicalJson.Write(Compose(Narrow, CanonicalJson.Read<RuleList>(CanonicalJson.Write(rules)), [.. cases.Select(each => Copy(each))], Clean("s"))));
        }, iter: 200);

    private static EvidenceCase Copy(EvidenceCase each) => CanonicalJson.Read<EvidenceCase>(CanonicalJson.Write(each));

    private static IEnumerable<EvidenceCase> Aged(int first, int count, decimal days, VerdictLabel label, params string[] people) =>
        Enumerable.Range(first, count).Select(i => Case(i, label, people[i % people.Length], ("item.days", FactValue.Of(days))));

    private static SegmentTallies Clean(string segment) => Tallies(segment, Enumerable.Range(1, 60).Select(i => Judged(i)));

    private static LearnedContext Compose(HeadTerms terms, RuleList rules, IReadOnlyList<EvidenceCase> cases, SegmentTallies? tallies = null) =>
        new HeadComposer(terms, new ItemCredits([]), new Complaints([])).Compose(rules, cases, tallies ?? new SegmentTallies([]), 100, new ContextVersion(1));

    private static ImmutableArray<LearnedItem.Guideline> GuidelinesOf(LearnedContext head) =>
        [.. head.Items.OfType<LearnedItem.Guideline>().OrderBy(each => each.Place)];
}
