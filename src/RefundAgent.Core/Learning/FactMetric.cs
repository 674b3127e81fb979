using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Evidence;

namespace RefundAgent.Learning;

/// <summary>
/// How unlike two cases are: the weighted mean over all facts that either has, after Gower (1971), so that text, numbers, flags and lists
/// can be weighed together. A number's distance is a share of the range seen in the precedents; a fact that one case lacks is wholly unlike.
/// </summary>
internal sealed class FactMetric
{
    /// <summary>A value that no precedent has counts in full, whatever the fact has counted so far: nobody has ruled on it yet.</summary>
    private const double Novel = 1;

    private readonly ImmutableDictionary<string, double> ranges;
    private readonly ImmutableDictionary<string, double> weights;
    private readonly ImmutableHashSet<(string, string)> seen;
    private readonly ImmutableHashSet<string> constant;

    private FactMetric(ImmutableArray<LearnedItem.Precedent> precedents)
    {
        ranges = precedents.SelectMany(precedent => precedent.Facts)
            .Where(fact => fact.Value is FactValue.Number)
            .GroupBy(fact => fact.Key, fact => (double)((FactValue.Number)fact.Value).Value, StringComparer.Ordinal)
            .ToImmutableDictionary(group => group.Key, group => group.Max() - group.Min(), StringComparer.Ordinal);
        weights = FactWeights.Of(precedents);
        seen = [.. precedents.SelectMany(precedent => precedent.Facts).SelectMany(fact => Words(fact.Value).Select(word => (fact.Key, word)))];
        constant =
        [
            .. precedents.SelectMany(precedent => precedent.Facts).GroupBy(fact => fact.Key, fact => fact.Value, StringComparer.Ordinal)
                .Where(group => group.Distinct().Count() == 1)
                .Select(group => group.Key),
        ];
    }

    public static FactMetric Of(ImmutableArray<LearnedItem.Precedent> precedents) => new(precedents);

    public Distance Between(ImmutableSortedDictionary<string, FactValue> asked, ImmutableSortedDictionary<string, FactValue> known)
    {
        double sum = 0, total = 0, widest = 0;
        foreach (var name in asked.Keys.Union(known.Keys, StringComparer.Ordinal))
        {
            var apart = Apart(name, asked.GetValueOrDefault(name), known.GetValueOrDefault(name));
            if (apart == 0 && constant.Contains(name))
            {
                // What all cases share makes no two of them more alike than others.
                continue;
            }

            var weight = Weight(name, asked.GetValueOrDefault(name));
            total += weight;
            sum += weight * apart;
            widest = Math.Max(widest, apart);
        }

        return new Distance(total > 0 ? sum / total : 0, widest);
    }

    private double Weight(string name, FactValue? asked) =>
        weights.TryGetValue(name, out var weight) && (asked is null || Words(asked).All(word => seen.Contains((name, word)))) ? weight : Novel;

    private double Apart(string name, FactValue? left, FactValue? right) => (left, right) switch
    {
        (FactValue.Number one, FactValue.Number other) => Apart((double)one.Value, (double)other.Value, ranges.GetValueOrDefault(name)),
        (FactValue.List one, FactValue.List other) => Jaccard(one.Values, other.Values),
        _ => left == right ? 0 : 1,
    };

    private static double Apart(double left, double right, double range) =>
        left == right ? 0 : Math.Min(1, Math.Abs(left - right) / (range > 0 ? range : Math.Max(Math.Abs(left), Math.Abs(right))));

    private static double Jaccard(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        var shared = left.Count(text => right.Contains(text, StringComparer.Ordinal));
        var all = left.Length + right.Length - shared;
        return all == 0 ? 0 : 1 - ((double)shared / all);
    }

    /// <summary>What can be new about a value; numbers have their range instead.</summary>
    private static ImmutableArray<string> Words(FactValue value) => value switch
    {
        FactValue.List list => list.Values,
        FactValue.Number => [],
        _ => [value.ToString()!],
    };
}

/// <param name="Mean">0 for alike, 1 for nothing in common.</param>
/// <param name="Widest">Of the fact in which the two differ most, whatever it counts.</param>
internal readonly record struct Distance(double Mean, double Widest);
