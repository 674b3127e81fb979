using System.Collections.Immutable;
using RefundAgent.Benchmarks.Induction;
using RefundAgent.Evidence;
using RefundAgent.Learning;
using RefundAgent.Learning.Induction;
using static RefundAgent.Tests.Learning.Induction.InductionCases;

namespace RefundAgent.Tests.Learning.Induction;

public sealed class ChangeOfMindTests
{
    private static readonly string[] Team = ["ann", "bob", "cem", "dora"];
    private static readonly ImmutableArray<EvidenceCase> Before = [.. Books(1, 20, Deny, Team), .. Tools(21, 20, Full, Team)];

    [Fact]
    public void From_the_first_case_of_a_change_on_the_old_verdicts_no_longer_count()
    {
        var found = Find([.. Before, .. Books(41, 7, Full, Team), .. Tools(48, 5, Full, Team)])!;
        Assert.Equal((Deny, Full, 41L), (found.Old, found.New, found.Sequence));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), found.Superseded);
        Assert.Equal(["bob", "cem", "dora", "ann"], found.Reviewers.Select(person => person.Value));
        Assert.True(found.Net >= InductionTerms.ChangeMargin);
    }

    [Fact]
    public void A_change_of_one_kind_of_case_leaves_the_others_alone()
    {
        var cases = Before.AddRange(Books(41, 8, Escalate, Team).Concat(Tools(49, 8, Full, Team)));
        var found = Find(cases)!;
        Assert.All(cases.Where(each => found.Superseded.Contains(each.Sequence)), each => Assert.Equal(FactValue.Of("book"), each.Facts["item.kind"]));
        Assert.Null(Find([.. cases.Where(each => !found.Superseded.Contains(each.Sequence))]));
    }

    [Fact]
    public void One_person_alone_does_not_change_the_mind_of_a_team()
    {
        Assert.Null(Find([.. Before, .. Books(41, 12, Full, ["ann"])]));
        Assert.Null(Find([.. Before, .. Books(41, 12, Full, ["ann", "ann", "ann", "ann", "bob"])]));
        Assert.NotNull(Find([.. Before, .. Books(41, 12, Full, ["ann", "bob"])]));
    }

    [Fact]
    public void A_team_of_one_may_change_its_mind()
    {
        string[] alone = ["ann"];
        Assert.NotNull(Find([.. Books(1, 20, Deny, alone), .. Tools(21, 20, Full, alone), .. Books(41, 8, Full, alone)], before: 40));
    }

    [Fact]
    public void Too_few_contradictions_and_contradictions_in_between_are_no_change()
    {
        Assert.Null(Find([.. Before, .. Books(41, 3, Full, Team)]));
        Assert.Null(Find([.. Before, .. Enumerable.Range(0, 12).SelectMany(i => Books(41 + i, 1, i % 2 == 0 ? Full : Deny, Team))]));
    }

    [Fact]
    public void Mistakes_are_no_change_of_mind()
    {
        var cases = new PolicyStream(5) { Noise = 0.04 }.Draw(600);
        for (var until = 100; until <= 600; until += 100)
        {
            Assert.Null(Find([.. cases.Take(until)], until - 25));
        }
    }

    [Fact]
    public void Nothing_changes_where_nothing_was_said() => Assert.Null(ChangeOfMind.Find(EvidenceWindow.Of([]), RuleList.Empty));

    private static IEnumerable<EvidenceCase> Books(int first, int count, VerdictLabel label, string[] people) =>
        Sold("book", first, count, label, people);

    private static IEnumerable<EvidenceCase> Tools(int first, int count, VerdictLabel label, string[] people) =>
        Sold("tool", first, count, label, people);

    /// <summary>Without any other fact: a change that too few carry must not be found in a part of the cases where they happen to be enough.</summary>
    private static IEnumerable<EvidenceCase> Sold(string kind, int first, int count, VerdictLabel label, string[] people) =>
        Enumerable.Range(first, count).Select(i => Case(i, label, people[i % people.Length], ("item.kind", FactValue.Of(kind))));

    private static Supersession? Find(ImmutableArray<EvidenceCase> cases, int before = 40)
    {
        var earlier = EvidenceWindow.Of([.. cases.Take(before)]);
        return ChangeOfMind.Find(EvidenceWindow.Of(cases), RuleListInduction.Fit(earlier, earlier.All));
    }
}
