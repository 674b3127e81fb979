using CsCheck;
using RefundAgent.Evidence;
using RefundAgent.Learning;
using RefundAgent.Learning.Induction;
using static RefundAgent.Tests.Learning.Induction.InductionCases;

namespace RefundAgent.Tests.Learning.Induction;

public sealed class RuleListTests
{
    private static readonly string[] Team = ["ann", "bob", "cem", "dora"];

    [Fact]
    public void A_list_survives_being_written_to_the_byte() => AnyCases.Sample(cases =>
    {
        var list = RuleListInduction.Fit(EvidenceWindow.Of(cases), EvidenceWindow.Of(cases).All);
        var read = CanonicalJson.Read<RuleList>(CanonicalJson.Write(list));
        Assert.Equal(CanonicalJson.Write(list), CanonicalJson.Write(read));
        Assert.True(list.SaysTheSameAs(read));
        Assert.All(cases, each => Assert.Equal(list.Decide(each.Facts)?.Label, read.Decide(each.Facts)?.Label));
    });

    [Fact]
    public void Counted_again_on_its_own_evidence_a_list_is_as_it_was() => AnyCases.Sample(cases =>
    {
        var window = EvidenceWindow.Of(cases);
        var list = RuleListInduction.Fit(window, window.All);
        Assert.Equal(CanonicalJson.Write(list), CanonicalJson.Write(list.Recount(window)));
    });

    [Fact]
    public void Counted_again_a_list_keeps_what_it_says_and_follows_what_people_said()
    {
        var window = EvidenceWindow.Of([.. Broken(1, 12), .. Whole(13, 20)]);
        var list = RuleListInduction.Fit(window, window.All);
        var later = list.Recount(EvidenceWindow.Of([.. Many(40, 5, Escalate, ["gus"], ("item.broken", FactValue.Of(false)))]));

        Assert.True(list.SaysTheSameAs(later));
        Assert.Equal([(0, 0), (5, 0)], later.Rules.Select(rule => (rule.Cases, rule.Agreed)));
        Assert.Equal(5, later.Rules[1].Counts["escalate"]);
        Assert.Empty(later.Rules[1].Reviewers);
        Assert.True(list.Rules[0].Lower > 0.8 && later.Rules[0].Lower == 0);
    }

    [Fact]
    public void A_rule_names_the_earlier_ones_that_take_cases_from_it()
    {
        (string, FactValue) broken = ("item.broken", FactValue.Of(true)), vip = ("customer.tier", FactValue.Of("plus"));
        var window = EvidenceWindow.Of(
        [
            .. Many(1, 10, Escalate, Team, broken, vip),
            .. Many(11, 15, Full, Team, broken, ("customer.tier", FactValue.Of("basic"))),
            .. Many(26, 30, Deny, Team, ("item.broken", FactValue.Of(false)), ("customer.tier", FactValue.Of("basic"))),
        ]);
        var list = RuleListInduction.Fit(window, window.All);
        Assert.All(list.Rules.Index(), each => Assert.All(
            each.Item.Exceptions,
            exception => Assert.Contains(list.Rules.Take(each.Index), earlier => earlier.When.SequenceEqual(exception))));
        Assert.Equal(list.Rules.Length - 1, list.Rules[^1].Exceptions.Length);
        Assert.Empty(list.Rules[0].Exceptions);
    }

    [Fact]
    public void Other_labels_or_conditions_are_another_list()
    {
        var window = EvidenceWindow.Of([.. Broken(1, 12), .. Whole(13, 20)]);
        var list = RuleListInduction.Fit(window, window.All);
        Assert.False(list.SaysTheSameAs(RuleList.Empty));
        Assert.False(list.SaysTheSameAs(new RuleList([list.Rules[0] with { Label = HalfOfIt }, list.Rules[1]])));
        Assert.False(list.SaysTheSameAs(new RuleList([list.Rules[0] with { When = [] }, list.Rules[1]])));
        Assert.Null(RuleList.Empty.Decide(window.Cases[0].Facts));
    }

    [Fact]
    public void A_verdict_surprises_the_more_the_less_it_was_said()
    {
        var window = EvidenceWindow.Of([.. Broken(1, 12), .. Whole(13, 20)]);
        var rule = RuleListInduction.Fit(window, window.All).Rules[0];
        Assert.Equal(Logarithms.Whole(27, 25), Surprise.Of(rule, Full));
        Assert.Equal(Logarithms.Whole(27), Surprise.Of(rule, Escalate));
        Assert.Equal(1_386_294, Surprise.Of(null, Deny));
    }

    private static IEnumerable<EvidenceCase> Broken(int first, int count) => Many(first, count, Full, Team, ("item.broken", FactValue.Of(true)));

    private static IEnumerable<EvidenceCase> Whole(int first, int count) => Many(first, count, Deny, Team, ("item.broken", FactValue.Of(false)));
}
