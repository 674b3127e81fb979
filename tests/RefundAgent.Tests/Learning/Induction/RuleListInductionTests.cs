using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Benchmarks.Induction;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Learning.Induction;
using static RefundAgent.Tests.Learning.Induction.InductionCases;

namespace RefundAgent.Tests.Learning.Induction;

public sealed class RuleListInductionTests
{
    private static readonly string[] Team = ["ann", "bob", "cem", "dora"];

    [Fact]
    public void A_policy_of_six_clauses_is_read_off_four_hundred_verdicts()
    {
        var list = Fit(new PolicyStream(11).Draw(400));
        var unseen = new PolicyStream(12).Draw(1_000);
        Assert.InRange(unseen.Count(each => list.Decide(each.Facts)!.Label == each.Label), 970, 1_000);
    }

    [Fact]
    public void Mistakes_of_people_and_sums_of_one_order_become_no_rules()
    {
        var list = Fit(new PolicyStream(11) { Noise = 0.04, OwnSums = 0.1 }.Draw(1_000));
        var unseen = new PolicyStream(12).Draw(1_000);
        Assert.InRange(unseen.Count(each => list.Decide(each.Facts)!.Label == each.Label), 930, 1_000);
        Assert.DoesNotContain(list.Rules, rule => rule.Label.Basis is AmountBasis.Fixed);
    }

    [Fact]
    public void Rules_stand_before_what_is_done_otherwise_and_know_their_people()
    {
        var list = Fit([
            .. Many(1, 12, Full, Team, ("item.broken", FactValue.Of(true))),
            .. Many(13, 20, Deny, Team, ("item.broken", FactValue.Of(false))),
        ]);

        Assert.Equal(["item.broken eq yes", "otherwise"], list.Rules.Select(rule => rule.Clause));
        Assert.Equal([Full, Deny], list.Rules.Select(rule => rule.Label));
        Assert.Equal([(12, 12), (20, 20)], list.Rules.Select(rule => (rule.Cases, rule.Agreed)));
        Assert.Equal(["bob", "cem", "dora", "ann"], list.Rules[0].Reviewers.Select(person => person.Value));
        Assert.Equal(2, list.Rules[0].Classes);
    }

    [Fact]
    public void Nothing_is_learned_from_nothing()
    {
        Assert.True(Fit([]).IsEmpty);
        var window = EvidenceWindow.Of([Case(1, Deny, "ann")]);
        Assert.True(RuleListInduction.Fit(window, window.Within(_ => false)).IsEmpty);
    }

    [Fact]
    public void Cases_that_are_all_alike_say_what_most_of_them_say()
    {
        var list = Fit([.. Enumerable.Range(1, 9).Select(i => Case(i, i % 3 == 0 ? Full : Deny, "ann", ("order.status", FactValue.Of("sent"))))]);
        var only = Assert.Single(list.Rules);
        Assert.Equal(("otherwise", Deny, 9, 6), (only.Clause, only.Label, only.Cases, only.Agreed));
    }

    [Fact]
    public void In_a_team_of_three_what_one_of_them_says_alone_is_no_rule()
    {
        ImmutableArray<EvidenceCase> cases =
        [
            .. Many(1, 8, Full, ["eve"], ("item.kind", FactValue.Of("gift card"))),
            .. Many(9, 30, Deny, Team, ("item.kind", FactValue.Of("book"))),
        ];

        Assert.Equal(["otherwise"], Fit(cases).Rules.Select(rule => rule.Clause));
        Assert.Contains(Fit([.. cases.Select(each => each with { Reviewers = [each.Reviewer, new PrincipalId("fay")] })]).Rules, rule => rule.Label == Full);
        Assert.Contains(Fit([.. cases.Select(each => each with { Reviewer = new PrincipalId(each.Label == Full ? "eve" : "ann") })]).Rules, rule => rule.Label == Full);
    }

    [Fact]
    public void A_list_over_part_of_a_window_is_the_list_of_that_part_alone() => Gen.Select(AnyCases, Gen.Int[0, 4]).Sample((cases, fold) =>
    {
        var window = EvidenceWindow.Of(cases);
        var within = RuleListInduction.Fit(window, window.ExceptFold(fold));
        var alone = Fit([.. cases.Where(each => each.Fold != fold)]);
        Assert.True(alone.SaysTheSameAs(within));
        Assert.Equal(alone.Rules.Select(Counted), within.Rules.Select(Counted));

        static string Counted(LearnedRule rule) => CanonicalJson.Write(new { rule.Cases, rule.Agreed, rule.Reviewers, rule.Counts, rule.Classes, rule.Exceptions.Length });
    });

    [Fact]
    public void A_list_does_not_depend_on_what_people_are_called() => AnyCases.Sample(cases =>
    {
        var renamed = cases.Select(each => each with { Reviewer = new PrincipalId("zz-" + (9 - (each.Reviewer.Value[1] - '0'))) });
        Assert.True(Fit(cases).SaysTheSameAs(Fit([.. renamed])));
    });

    [Fact]
    public void Every_case_is_decided_and_counted_by_the_first_rule_that_holds() => AnyCases.Where(cases => cases.Length > 0).Sample(cases =>
    {
        var list = Fit(cases);
        foreach (var rule in list.Rules)
        {
            EvidenceCase[] mine = [.. cases.Where(each => ReferenceEquals(list.Decide(each.Facts), rule))];
            Assert.Equal((mine.Length, mine.Count(each => each.Label == rule.Label)), (rule.Cases, rule.Agreed));
            Assert.Equal(mine.CountBy(each => each.Label.Key).OrderBy(each => each.Key, StringComparer.Ordinal), rule.Counts);
            Assert.Equal(mine.Where(each => each.Label == rule.Label).Select(each => each.Reviewer).Distinct(), rule.Reviewers);
        }

        Assert.Empty(list.Rules[^1].When);
        Assert.InRange(list.Rules.Length, 1, InductionTerms.MostRules + 1);
    });

    [Fact]
    public void Names_and_values_that_mean_harm_are_names_and_values()
    {
        string[] hostile = ["\0", "\"}]", "a & b", "otherwise", "🙈\u202e", "'; drop table", new string('x', 5_000), "Ångström", "{0}"];
        var list = Fit(
        [
            .. hostile.SelectMany((name, i) => Many(1 + (i * 6), 6, i % 2 == 0 ? Full : Deny, Team, (name, FactValue.Of(hostile[^(i + 1)])), ("n", FactValue.Of(i % 2 == 0 ? decimal.MaxValue : decimal.MinValue)))),
        ]);
        Assert.Equal([Full, Deny], list.Rules.Select(rule => rule.Label).Distinct().OrderByDescending(label => label == Full));
        Assert.Equal(CanonicalJson.Write(list), CanonicalJson.Write(CanonicalJson.Read<RuleList>(CanonicalJson.Write(list))));
    }

    [Fact]
    public void Evidence_out_of_order_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => EvidenceWindow.Of([Case(2, Deny, "ann"), Case(1, Deny, "ann")]));
        Assert.Contains("sequence 1 comes after 2", fault.Message, StringComparison.Ordinal);
    }

    private static RuleList Fit(ImmutableArray<EvidenceCase> cases)
    {
        var window = EvidenceWindow.Of(cases);
        return RuleListInduction.Fit(window, window.All);
    }
}
