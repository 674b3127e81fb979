using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Adapters.Policies;
using RefundAgent.Amounts;
using RefundAgent.Cli.Replay.Page;
using RefundAgent.Cli.Samples;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Learning.Replay;
using RefundAgent.Policies;
using RefundAgent.Proposals;

namespace RefundAgent.Tests.Cli.Replay.Page;

/// <summary>A replay in which everything happened that the page can tell of; what people wrote can be set to a hostile text.</summary>
internal static class SampleFindings
{
    private static readonly RefundPolicy Policy = new PolicyParser().Parse(File.ReadAllText(SampleFiles.Policy("airline")));

    public static ReplayFindings Of(string reason = "weather", string fact = "booking.cabin", string value = "business", string reviewer = "r3") => new(
        Report(1.0, Story(reason, fact, value, reviewer), reviewer), Report(1.3, ReplayStory.Empty, reviewer), Policy, new ReplayOptions());

    public static ReplayFindings Of(ReplayReport report) => new(report, report, Policy, new ReplayOptions());

    public static ReplayReport Empty { get; } = HistoryReplay.Run([], Policy, new ReplayOptions());

    /// <summary>800 cases, getting better, with a setback after a change of mind at case 400.</summary>
    public static ReplayReport Report(double worse, ReplayStory story, string reviewer = "r3") => new()
    {
        Cases = 800,
        Windows = [.. Enumerable.Range(0, 16).Select(place => Window(place, worse))],
        Final = new ReplayWindow(600, 800, 0.01 * worse, 0.46 / worse, 0.005, 0.02, Usd(0), Usd(412)),
        ByReviewer = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create("r1", new ReviewerRow(120, 0.05)), KeyValuePair.Create("r2", new ReviewerRow(118, 0.06)),
            KeyValuePair.Create(reviewer, new ReviewerRow(115, 0.31)), KeyValuePair.Create("r4", new ReviewerRow(116, 0.04)),
        ]),
        Guidelines = [.. story.Learned.Select(row => row.Item)],
        Versions = 9,
        ContextSha256 = new string('a', 64),
        Alone = new AloneRow((int)(92 / worse), 1, Usd(0), Usd(102)),
        Story = story,
    };

    public static Money Usd(decimal amount) => Money.Parse(amount.ToString("0.00", CultureInfo.InvariantCulture), Currency.Usd);

    private static ReplayWindow Window(int place, double worse)
    {
        var share = Math.Min(1, worse * (place switch { 0 => 0.46, 1 => 0.12, 2 => 0.06, 8 => 0.2, 9 => 0.06, _ => 0.02 }));
        return new ReplayWindow(
            place * 50, (place + 1) * 50, share, place < 3 ? 0 : Math.Min(0.52, place * 0.06) / worse, place is 8 ? 0.02 : 0, place == 0 ? 0.4 : share / 3,
            Usd(place switch { 0 => 840, 1 => 1210, 2 => 300, 8 => 1900, 9 => 420, _ => 0 }), Usd(place switch { 0 => 2210, 1 => 950, 8 => 260, 12 => 412, _ => 0 }));
    }

    private static ReplayStory Story(string reason, string fact, string value, string reviewer)
    {
        var insured = new Condition.All([Eq("booking.insured", FactValue.Of(true)), Eq(FactNames.ClaimReason, FactValue.Of(reason))]);
        var rules = ImmutableArray.Create(
            Rule("1", new Condition.Compare("flight.statuses", Operator.Contains, [FactValue.Of("landed")]), Outcome.Escalate),
            Rule("2", Eq(fact, FactValue.Of(value)), Outcome.Approve),
            Rule("3", insured, Outcome.Approve, new AmountBasis.ShareOfPaid(0.8m)) with { WhenNot = Eq("flight.statuses", FactValue.Of([value])) },
            Rule("4", new Condition.Compare("booking.hours_since", Operator.Lte, [FactValue.Of(24m)]), Outcome.Approve),
            Rule("5", Eq("customer.membership", FactValue.Of("gold")), Outcome.Approve) with { Disputed = true },
            Rule("6", new Condition.All([]), Outcome.Deny));
        return new ReplayStory
        {
            Learned = [.. rules.Select((rule, place) => new LearnedRow(
                rule, 140 - (20 * place), 138 - (21 * place), By(("r1", 40), (reviewer, 31), ("r2", 12)), Usd(place == 4 ? -12 : 640 - (100 * place)), [$"case-{place}", reason]))],
            Segments =
            [
                new SegmentRow(rules[1].Segment, new SegmentTally(131, 132) { LowerBound = 0.967, Earned = true, ReviewShare = 0.05m }, 275),
                new SegmentRow(rules[5].Segment, new SegmentTally(88, 90) { LowerBound = 0.931 }, null),
                new SegmentRow($"precedent:refund:{value}→deny", new SegmentTally(11, 14) { LowerBound = 0.56 }, null),
            ],
            Trials =
            [
                .. Enumerable.Range(1, 14).Select(place => new TrialRow(
                    place * 25, place % 3 != 2, place % 3 != 2 ? "Costs less on cases that it has not seen." : $"Loses 3 cases of {ItemWords.Of(rules[1])}, which is more than is tolerated.",
                    Usd(900 - (20 * place)), Usd(880 - (20 * place)), [ItemWords.Of(rules[place % 6])], place > 3 ? [ItemWords.Of(rules[(place + 1) % 6])] : [])),
            ],
            Changes = [new ChangeRow(415, ItemWords.When(insured, null), "approve, in full", "approve, 80 % of what was paid", ["r1", reviewer], 38)],
            Disagreements =
            [
                new DisagreementRow(
                    ItemWords.When(Eq("customer.membership", FactValue.Of("gold")), null),
                    [new SideRow("approve, in full", By(("r1", 9)), ["case-9", reason]), new SideRow("deny", By((reviewer, 7)), [])]),
            ],
            Proposals =
            [
                new PolicyProposal
                {
                    Id = new ProposalId("f00d"), Kind = PolicyProposalKind.WiderDiscretion, When = Eq(fact, FactValue.Of(value)), Outcome = Outcome.Approve,
                    Cases = 31, Agreed = 30, Reviewers = [new PrincipalId("r1"), new PrincipalId(reviewer)],
                },
            ],
        };
    }

    private static ImmutableSortedDictionary<string, int> By(params (string Name, int Cases)[] said) =>
        said.ToImmutableSortedDictionary(each => each.Name, each => each.Cases, StringComparer.Ordinal);

    private static Condition.Compare Eq(string fact, FactValue value) => new(fact, Operator.Eq, [value]);

    private static LearnedItem.Guideline Rule(string id, Condition when, Outcome outcome, AmountBasis? basis = null) => new()
    {
        Id = new LearnedItemId(id), When = when, Outcome = outcome, Basis = basis, Customers = 12, Policy = new PolicyVersion("1"), Reviewers = [new PrincipalId("r1")],
    };
}
