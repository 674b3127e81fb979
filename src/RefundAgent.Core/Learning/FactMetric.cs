using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Evidence;

namespace RefundAgent.Learning;

/// <summary>
/// How unlike two cases are, 0 to 1: the mean over all facts that either has, after Gower (1971), so that text, numbers, flags and lists
/// can be weighed together. A number's distance is a share of the range seen in the precedents; a fact that one lacks is wholly unlike.
/// </summary>
internal sealed class FactMetric
{
    private readonly ImmutableDictionary<string, decimal> ranges;
    private readonly ImmutableDictionary<string, double> weights;

    private FactMetric(ImmutableDictionary<string, decimal> ranges, ImmutableDictionary<string, double> weights)
    {
        this.ranges = ranges;
        this.weights = weights;
    }

    public static FactMetric Of(ImmutableArray<LearnedItem.Precedent> precedents)
    {
        var numbers = precedents.SelectMany(precedent => precedent.Facts)
            .Where(fact => fact.Value is FactValue.Number)
            .GroupBy(fact => fact.Key, fact => ((FactValue.Number)fact.Value).Value, StringComparer.Ordinal);
        return new FactMetric(
            numbers.ToImmutableDictionary(group => group.Key, group => group.Max() - group.Min(), StringComparer.Ordinal),
            FactWeights.Of(precedents));
    }

    public double Distance(ImmutableSortedDictionary<string, FactValue> left, ImmutableSortedDictionary<string, FactValue> right)
    {
        double sum = 0, total = 0;
        foreach (var (name, value) in left)
        {
            var weight = weights.GetValueOrDefault(name, FactWeights.Unknown);
            total += weight;
            sum += weight * (right.TryGetValue(name, out var other) ? Distance(name, value, other) : 1);
        }

        foreach (var (name, _) in right)
        {
            if (!left.ContainsKey(name))
            {
                var weight = weights.GetValueOrDefault(name, FactWeights.Unknown);
                total += weight;
                sum += weight;
            }
        }

        return total > 0 ? sum / total : 0;
    }

    private double Distance(string name, FactValue left, FactValue right) => (left, right) switch
    {
        (FactValue.Number one, FactValue.Number other) => Distance(one.Value, other.Value, ranges.GetValueOrDefault(name)),
        (FactValue.List one, FactValue.List other) => Jaccard(one.Values, other.Values),
        _ => left == right ? 0 : 1,
    };

    private static double Distance(decimal left, decimal right, decimal range) =>
        left == right ? 0 : range == 0 ? 1 : Math.Min(1, Math.Abs((double)left - (double)right) / (double)range);

    private static double Jaccard(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        var shared = left.Count(text => right.Contains(text, StringComparer.OrdinalIgnoreCase));
        var all = left.Length + right.Length - shared;
        return all == 0 ? 0 : 1 - ((double)shared / all);
    }
}
