using RefundAgent.Decisions;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Proposals;
using static RefundAgent.Tests.Learning.HandMade;
using static RefundAgent.Tests.Learning.Induction.InductionCases;
using Cases = RefundAgent.Tests.Policies.Cases;

namespace RefundAgent.Tests.Learning;

public sealed class OverruledRulesTests
{
    private static readonly PolicyRule Pays = Cases.Rule(Outcome.Approve);
    private static readonly HeadTerms Terms = new() { Policy = Cases.Policy(Pays) };

    [Fact]
    public void A_rule_that_people_keep_overruling_the_same_way_is_put_to_the_operator()
    {
        var proposal = Assert.Single(Of([.. Overruled(1, 12, "ann", "bob"), .. Agreed(13, 3)]));

        Assert.Equal(
            (PolicyProposalKind.OverruledRule, Pays.Id, Outcome.Deny, 15, 12),
            (proposal.Kind, proposal.Rule, proposal.Outcome, proposal.Cases, proposal.Agreed));
        Assert.Equal(["bob", "ann"], proposal.Reviewers.Select(each => each.Value));
    }

    [Fact]
    public void One_person_a_minority_and_people_who_would_all_do_something_else_propose_nothing()
    {
        Assert.Empty(Of(Overruled(1, 30, "ann")));
        Assert.Empty(Of([.. Overruled(1, 12, "ann", "bob"), .. Agreed(13, 12)]));
        Assert.Empty(Of(Enumerable.Range(1, 30).Select(i => Judged(i, false, i % 2 == 0 ? "ann" : "bob", Own(i)))));
        Assert.Empty(Of([]));
    }

    [Fact]
    public void What_a_bank_takes_back_says_nothing_of_what_the_rule_should_be() =>
        Assert.Empty(Of(Enumerable.Range(1, 30).Select(i => Disputed(i, i))));

    private static List<PolicyProposal> Of(IEnumerable<JudgedRuling> judged) => [.. OverruledRules.Of(Terms, Tallies(Clause.Segment(Pays), judged))];

    private static IEnumerable<JudgedRuling> Overruled(int first, int count, params string[] people) =>
        Enumerable.Range(first, count).Select(i => Judged(i, false, people[i % people.Length], Deny));

    private static IEnumerable<JudgedRuling> Agreed(int first, int count) => Enumerable.Range(first, count).Select(i => Judged(i));
}
