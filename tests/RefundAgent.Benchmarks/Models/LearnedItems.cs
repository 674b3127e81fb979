using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Records;

namespace RefundAgent.Benchmarks.Models;

/// <summary>As much as anybody likes of what a team could have taught: mostly guidelines of three conditions with an exception, some cases, some tone.</summary>
internal static class LearnedItems
{
    private static readonly string[] Reasons = ["defective", "changed_mind", "wrong_item", "late_delivery", "not_as_described", "size"];

    public static ImmutableArray<LearnedItem> Make(int count) => [.. Enumerable.Range(0, count).Select(Item)];

    private static LearnedItem Item(int number) => (number % 10) switch
    {
        0 => new LearnedItem.ToneNote
        {
            Id = Id(number),
            Text = $"Thank the customer first, say what happens next in one sentence, and keep to the point; for matter {number} say sorry once and not twice.",
        },
        <= 3 => new LearnedItem.Precedent
        {
            Id = Id(number),
            Facts = Facts(number),
            Outcome = Outcome.Approve,
            Basis = new AmountBasis.Entitled(),
            Decision = new DecisionId(string.Create(CultureInfo.InvariantCulture, $"d{number:D8}")),
            Claim = new ClaimId("c1"),
            Sequence = number,
            Reviewers = [new PrincipalId("reviewer-1"), new PrincipalId("reviewer-2")],
        },
        _ => new LearnedItem.Guideline
        {
            Id = Id(number),
            When = new Condition.All(
            [
                new Condition.Compare("claim.reason", Operator.Eq, [FactValue.Of(Reasons[number % Reasons.Length])]),
                new Condition.Compare("order.daysSinceDelivery", Operator.Lte, [FactValue.Of((decimal)(number % 60))]),
                new Condition.Compare("order.status", Operator.In, [FactValue.Of("delivered"), FactValue.Of("processed")]),
            ]),
            WhenNot = new Condition.Compare("claim.finalSale", Operator.Eq, [FactValue.Of(true)]),
            Outcome = number % 3 == 0 ? Outcome.Deny : Outcome.Approve,
            Basis = number % 3 == 0 ? null : new AmountBasis.Entitled(),
            Policy = new PolicyVersion("p-bench"),
            Helpful = number % 40,
            Harmful = number % 3,
            Reviewers = [new PrincipalId("reviewer-1")],
        },
    };

    private static LearnedItemId Id(int number) => new(string.Create(CultureInfo.InvariantCulture, $"{number:x8}c0ffee00"));

    private static ImmutableSortedDictionary<string, FactValue> Facts(int number) => ImmutableSortedDictionary<string, FactValue>.Empty
        .Add("claim.kind", FactValue.Of(number % 2 == 0 ? "return" : "cancel"))
        .Add("claim.reason", FactValue.Of(Reasons[number % Reasons.Length]))
        .Add("claim.wholeOrder", FactValue.Of(number % 4 == 0))
        .Add("order.daysSinceDelivery", FactValue.Of((decimal)(number % 60)))
        .Add("order.status", FactValue.Of(number % 2 == 0 ? "delivered" : "processed"));
}
