using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Records;

namespace RefundAgent.Tests.Controls;

/// <summary>Things learned and words said about them, as short as a test can say them.</summary>
internal static class LearnedSamples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static PrincipalId Olga { get; } = new("olga");

    /// <summary>Guidelines that differ only in <paramref name="hours"/> are of one segment.</summary>
    public static LearnedItem.Guideline Guideline(string cabin, int place = 0, int hours = 24, Outcome outcome = Outcome.Approve) => new()
    {
        Id = new LearnedItemId($"g-{cabin}-{hours}"),
        When = new Condition.All(
        [
            new Condition.Compare("booking.cabin", Operator.Eq, [FactValue.Of(cabin)]),
            new Condition.Compare("booking.hours_since", Operator.Lte, [FactValue.Of(hours)]),
        ]),
        Outcome = outcome,
        Place = place,
        Helpful = 3,
        Policy = new PolicyVersion("p1"),
    };

    public static LearnedItem.Precedent Precedent(int number, Outcome outcome = Outcome.Deny) => new()
    {
        Id = new LearnedItemId($"p{number:D5}-{outcome}"),
        Facts = ImmutableSortedDictionary<string, FactValue>.Empty.Add("booking.cabin", FactValue.Of("economy")),
        Outcome = outcome,
        Decision = DecisionOf(number),
        Claim = new ClaimId("c1"),
        Sequence = number,
    };

    public static DecisionId DecisionOf(int number) => new($"d{number}");

    public static LearnedContext Head(params ImmutableArray<LearnedItem> items) => new()
    {
        Version = new ContextVersion(7),
        Items = [.. items.OrderBy(item => item.Id.Value, StringComparer.Ordinal)],
        Through = 100,
        Segments = items.OfType<LearnedItem.Guideline>().Select(item => item.Segment).Distinct()
            .ToImmutableSortedDictionary(segment => segment, _ => Earned, StringComparer.Ordinal),
    };

    public static SegmentTally Earned { get; } = new(60, 60) { LowerBound = 0.957, Earned = true, ReviewShare = 0.05m };

    public static Control Retire(LearnedItem item) => new Control.RetireItem(item.Id, (item as LearnedItem.Guideline)?.Segment);

    public static Control Pin(LearnedItem item) => new Control.PinItem(item);

    public static ImmutableArray<ControlEntry> Log(params ImmutableArray<Control> controls) =>
        [.. controls.Select((control, index) => new ControlEntry(index + 1, control, Olga, Noon, null))];

    public static LearnedContext Under(this LearnedContext learned, params ImmutableArray<Control> controls) => Overlay.Of(Log(controls)).Apply(learned);

    public static IEnumerable<string> Guidelines(this LearnedContext context) =>
        context.Items.OfType<LearnedItem.Guideline>().OrderBy(item => item.Place).Select(item => item.Id.Value);
}
