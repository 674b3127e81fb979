using RefundAgent.Context;
using RefundAgent.Learning;

namespace RefundAgent.Experiments;

/// <summary>What was learned as the arms of an experiment read it: neither acts more freely than the version in force does.</summary>
internal static class ArmContexts
{
    /// <summary>
    /// Nothing learned, under the version's own number. What people think of the operator's rules stays: those work as ever, and whatever
    /// would have been learned goes to a person.
    /// </summary>
    public static LearnedContext AsControl(this LearnedContext inForce) => inForce with
    {
        Items = [],
        Segments = inForce.Segments.RemoveRange(inForce.Segments.Keys.Where(segment => !segment.StartsWith(Clause.PolicyPrefix, StringComparison.Ordinal))),
    };

    /// <summary>The newer version, in which a segment acts alone only where the version in force trusts it too, and is watched as closely.</summary>
    public static LearnedContext AsCanaryUnder(this LearnedContext newest, LearnedContext inForce) => newest with
    {
        Segments = newest.Segments.SetItems(newest.Segments
            .Where(each => each.Value.Earned)
            .Select(each => KeyValuePair.Create(each.Key, Held(each.Value, inForce.Segments.GetValueOrDefault(each.Key))))),
    };

    private static SegmentTally Held(SegmentTally newer, SegmentTally? inForce) =>
        inForce is { Earned: true } ? newer with { ReviewShare = Math.Max(newer.ReviewShare, inForce.ReviewShare) } : newer.Demote();
}
