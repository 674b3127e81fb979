using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Learning.Induction;
using RefundAgent.Records;
using RefundAgent.Tests.Learning.Induction;

namespace RefundAgent.Tests.Learning;

/// <summary>Rules and cases made by hand, where a test must know exactly what is weighed.</summary>
internal static class HandMade
{
    /// <summary>Red cases are said one thing of and all others another.</summary>
    public static RuleList List(VerdictLabel red, VerdictLabel otherwise, int sure = 10) =>
        new([Rule(red, sure, Is("red")), Rule(otherwise, sure) with { Exceptions = [[Is("red")]] }]);

    public static RuleList Always(VerdictLabel label) => new([Rule(label, 10)]);

    public static LearnedRule Rule(VerdictLabel label, int sure, params ImmutableArray<Atom> when) => new()
    {
        When = when,
        Label = label,
        Cases = sure,
        Agreed = sure,
        Reviewers = [],
        Counts = ImmutableSortedDictionary<string, int>.Empty.Add(label.Key, sure),
        Classes = 2,
        Exceptions = [],
    };

    public static Atom Is(string colour) => new("item.colour", AtomOperator.Equal, FactValue.Of(colour));

    public static Atom AtMost(decimal days) => new("item.days", AtomOperator.AtMost, FactValue.Of(days));

    public static ImmutableArray<EvidenceCase> Cases(int first, int count, string colour, VerdictLabel label, params string[] people) =>
        [.. Enumerable.Range(first, count).Select(i => Case(i, label, people.Length == 0 ? "ann" : people[i % people.Length], ("item.colour", FactValue.Of(colour))))];

    public static EvidenceCase Case(int number, VerdictLabel label, string by, params (string, FactValue)[] facts) => InductionCases.Case(number, label, by, facts) with
    {
        Decision = LearningCases.Decision(number),
        Claim = new ClaimId("c1"),
        Customer = $"customer-{number}",
        Paid = LearningCases.Usd("200.00"),
        Entitled = LearningCases.Usd("100.00"),
    };

    public static JudgedRuling Judged(int number, bool agreed = true, string by = "ann", VerdictLabel? said = null, long payout = 0) =>
        new(LearningCases.Decision(number), new ClaimId("c1"), number, agreed, new PrincipalId(by), said ?? InductionCases.Full, payout);

    /// <summary>What a bank said of a ruling.</summary>
    public static JudgedRuling Disputed(int number, long sequence) =>
        new(LearningCases.Decision(number), new ClaimId("c1"), sequence, false, new PrincipalId("payments"), null, 0);

    internal static SegmentTallies Tallies(string segment, IEnumerable<JudgedRuling> judged)
    {
        var tallies = new SegmentTallies([]);
        foreach (var each in judged)
        {
            tallies.Put(segment, each);
        }

        return tallies;
    }
}
