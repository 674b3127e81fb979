using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;

namespace RefundAgent.Benchmarks.Induction;

/// <summary>
/// Verdicts of a made-up team of seven that rules by a policy of ours: nine facts, of which four matter, and drawn alike from one seed on every
/// machine. <see cref="Noise"/> of the verdicts are something else by mistake, and <see cref="OwnSums"/> of the approvals are a sum of their own.
/// </summary>
internal sealed record PolicyStream(int Seed)
{
    private const int Team = 7;
    private const int Folds = 5;

    private static readonly VerdictLabel Full = new(Outcome.Approve, new AmountBasis.Entitled());
    private static readonly VerdictLabel MostOfIt = new(Outcome.Approve, new AmountBasis.ShareOfPaid(0.8m));
    private static readonly VerdictLabel Deny = new(Outcome.Deny, null);
    private static readonly VerdictLabel Escalate = new(Outcome.Escalate, null);
    private static readonly ImmutableArray<VerdictLabel> Labels = [Full, MostOfIt, Deny, Escalate];

    public double Noise { get; init; }

    public double OwnSums { get; init; }

    public ImmutableArray<EvidenceCase> Draw(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(index => Case(index, random))];
    }

    /// <summary>What the policy says.</summary>
    public static VerdictLabel Rule(ImmutableSortedDictionary<string, FactValue> facts) =>
        Has(facts, "order.marks", "clearance") ? Deny
        : Is(facts, "claim.reason", "damaged") ? (Is(facts, "claim.photo", true) ? Full : Escalate)
        : Is(facts, "item.kind", "cosmetics") && Is(facts, "item.opened", true) ? Deny
        : facts["order.daysSinceDelivery"] is FactValue.Number { Value: > 30 } ? Deny
        : Is(facts, "item.opened", true) ? MostOfIt
        : Full;

    private EvidenceCase Case(int index, Random random)
    {
        var facts = new Dictionary<string, FactValue>
        {
            ["claim.reason"] = One(random, "damaged", "wrong item", "changed mind", "too late", "too small", "other"),
            ["claim.photo"] = FactValue.Of(random.Next(2) == 0),
            ["item.opened"] = FactValue.Of(random.Next(5) < 2),
            ["item.kind"] = One(random, "clothes", "tools", "cosmetics", "books", "plants"),
            ["order.daysSinceDelivery"] = FactValue.Of((decimal)random.Next(90)),
            ["order.marks"] = FactValue.Of(new[] { "gift", "clearance", "preorder", "bundle", "web" }.Where(_ => random.Next(3) == 0)),
            ["order.weight"] = FactValue.Of(random.Next(1, 400) / 10m),
            ["customer.tier"] = One(random, "plus", "basic", "basic"),
            ["customer.orders"] = FactValue.Of((decimal)random.Next(1, 30)),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);
        var label = Rule(facts);
        label = random.NextDouble() < Noise ? Labels[random.Next(Labels.Length)] : label;
        label = label.Outcome == Outcome.Approve && random.NextDouble() < OwnSums
            ? new VerdictLabel(Outcome.Approve, new AmountBasis.Fixed(new(100 + (index * 7), Amounts.Currency.Usd)))
            : label;
        return new EvidenceCase
        {
            Facts = facts,
            Label = label,
            Reviewer = new PrincipalId($"p{random.Next(Team)}"),
            Sequence = index + 1,
            Fold = random.Next(Folds),
        };
    }

    private static FactValue One(Random random, params string[] of) => FactValue.Of(of[random.Next(of.Length)]);

    private static bool Is(ImmutableSortedDictionary<string, FactValue> facts, string name, string value) => facts[name] == FactValue.Of(value);

    private static bool Is(ImmutableSortedDictionary<string, FactValue> facts, string name, bool value) => facts[name] == FactValue.Of(value);

    private static bool Has(ImmutableSortedDictionary<string, FactValue> facts, string name, string entry) =>
        facts[name] is FactValue.List list && list.Values.Contains(entry);
}
