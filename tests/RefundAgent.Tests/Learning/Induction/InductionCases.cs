using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;

namespace RefundAgent.Tests.Learning.Induction;

/// <summary>Small made-up evidence, and any evidence at all.</summary>
internal static class InductionCases
{
    public static readonly VerdictLabel Full = new(Outcome.Approve, new AmountBasis.Entitled());
    public static readonly VerdictLabel HalfOfIt = new(Outcome.Approve, new AmountBasis.ShareOfPaid(0.5m));
    public static readonly VerdictLabel Deny = new(Outcome.Deny, null);
    public static readonly VerdictLabel Escalate = new(Outcome.Escalate, null);

    private static readonly ImmutableArray<VerdictLabel> Labels = [Full, HalfOfIt, Deny, Escalate, new(Outcome.Ask, null), Own(1), Own(2), Own(3)];

    /// <summary>Few enough values that conditions meet, enough kinds that all are tried; a fact may be of two kinds.</summary>
    public static readonly Gen<FactValue?> AnyValue = Gen.OneOf(
        Gen.Const((FactValue?)null),
        OneOf("red", "green", "blue", "µ", "μ").Select(text => (FactValue?)FactValue.Of(text)),
        Gen.Bool.Select(flag => (FactValue?)FactValue.Of(flag)),
        Gen.Int[-3, 12].Select(number => (FactValue?)FactValue.Of(number / 4m)),
        OneOf("gift", "web", "sale").Array[0, 2].Select(list => (FactValue?)FactValue.Of(list.Distinct().Order(StringComparer.Ordinal))));

    public static readonly Gen<ImmutableSortedDictionary<string, FactValue>> AnyFacts = AnyValue.Array[4].Select(values => values
        .Select((value, i) => (Name: i == 0 ? FactNames.ClaimReason : $"fact.{i}", Value: value))
        .Where(fact => fact.Value is not null)
        .ToImmutableSortedDictionary(fact => fact.Name, fact => fact.Value!, StringComparer.Ordinal));

    /// <summary>Labels that follow a fact more often than not, so that there is something to find.</summary>
    public static readonly Gen<ImmutableArray<EvidenceCase>> AnyCases =
        Gen.Select(AnyFacts, Gen.Int[0, 7], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 3]).Array[0, 40].Select(drawn => drawn
            .Select((each, i) => Case(i + 1, each.Item5 > 0 ? ByFacts(each.Item1) : Labels[each.Item2], $"p{each.Item3}", each.Item1) with { Fold = each.Item4 })
            .ToImmutableArray());

    public static VerdictLabel Own(int cents) => new(Outcome.Approve, new AmountBasis.Fixed(new Money(cents, Currency.Usd)));

    public static EvidenceCase Case(long sequence, VerdictLabel label, string reviewer, params (string Name, FactValue Value)[] facts) =>
        Case(sequence, label, reviewer, facts.ToImmutableSortedDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal));

    public static EvidenceCase Case(long sequence, VerdictLabel label, string reviewer, ImmutableSortedDictionary<string, FactValue> facts) => new()
    {
        Facts = facts,
        Label = label,
        Reviewer = new PrincipalId(reviewer),
        Sequence = sequence,
        Fold = (int)(sequence % 5),
    };

    /// <summary><paramref name="count"/> cases from <paramref name="first"/> on, said by as many people as are named in turn.</summary>
    public static IEnumerable<EvidenceCase> Many(int first, int count, VerdictLabel label, string[] people, params (string Name, FactValue Value)[] facts) =>
        Enumerable.Range(first, count).Select(i => Case(i, label, people[i % people.Length], [.. facts, ("order.number", FactValue.Of((decimal)(i * 7 % 50)))]));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static VerdictLabel ByFacts(ImmutableSortedDictionary<string, FactValue> facts) =>
        facts.GetValueOrDefault("fact.1") is FactValue.Text text ? (text.Value == "red" ? Full : HalfOfIt)
        : facts.GetValueOrDefault("fact.2") is FactValue.Number { Value: > 1 } ? Escalate
        : Deny;
}
