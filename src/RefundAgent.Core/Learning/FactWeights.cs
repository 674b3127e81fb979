using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;

namespace RefundAgent.Learning;

/// <summary>
/// How much each fact counts when cases are compared: by how much knowing it tells of people's verdicts (information gain of its best
/// split, Quinlan 1986). Counting all facts alike, the many that do not matter drown the few that do.
/// </summary>
internal static class FactWeights
{
    /// <summary>What a fact counts at least: a few verdicts cannot show that it never matters.</summary>
    private const double Least = 0.05;

    /// <summary>With this many verdicts, half the weight is learned and half is still "all alike".</summary>
    private const double HalfLearned = 20;

    public static ImmutableDictionary<string, double> Of(ImmutableArray<LearnedItem.Precedent> precedents)
    {
        var gains = precedents.SelectMany(each => each.Facts.Keys).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => Gain(name, precedents), StringComparer.Ordinal);
        var best = gains.Values.DefaultIfEmpty(0).Max();
        var learned = precedents.Length / (precedents.Length + HalfLearned);
        return gains.ToImmutableDictionary(
            each => each.Key,
            each => best <= 0 ? 1 : 1 - learned + (learned * Math.Max(Least, each.Value / best)),
            StringComparer.Ordinal);
    }

    private static double Gain(string name, ImmutableArray<LearnedItem.Precedent> precedents)
    {
        var known = precedents.Where(each => each.Facts.ContainsKey(name))
            .Select(each => new Observation(each.Facts[name], each.Outcome))
            .ToList();
        return known.Any(each => each.Value is FactValue.Number) ? GainOfNumber(known)
            : known.Any(each => each.Value is FactValue.List) ? GainOfList(known)
            : GainOf(known, known.GroupBy(each => each.Value).Select(group => Tally.Of(group)));
    }

    private static double GainOfList(List<Observation> known) =>
        known.Select(each => each.Value).OfType<FactValue.List>().SelectMany(list => list.Values).Distinct(StringComparer.Ordinal)
            .Select(entry => GainOf(known, known
                .GroupBy(each => each.Value is FactValue.List list && list.Values.Contains(entry, StringComparer.Ordinal))
                .Select(group => Tally.Of(group))))
            .DefaultIfEmpty(0)
            .Max();

    /// <summary>The best threshold, in one sweep over the sorted values.</summary>
    private static double GainOfNumber(List<Observation> known)
    {
        var sorted = known.Where(each => each.Value is FactValue.Number)
            .Select(each => (((FactValue.Number)each.Value).Value, each.Outcome))
            .OrderBy(each => each.Value)
            .ToList();
        var (below, above) = (new Tally(), Tally.Of(known.Where(each => each.Value is FactValue.Number)));
        var best = 0.0;
        for (var i = 0; i + 1 < sorted.Count; i++)
        {
            below.Add(sorted[i].Outcome, 1);
            above.Add(sorted[i].Outcome, -1);
            best = sorted[i].Value == sorted[i + 1].Value ? best : Math.Max(best, GainOf(known, [below, above]));
        }

        return best;
    }

    private static double GainOf(List<Observation> known, IEnumerable<Tally> parts) =>
        Tally.Of(known).Entropy - parts.Sum(part => part.Entropy * part.Count / known.Count);

    private sealed record Observation(FactValue Value, Outcome Outcome);

    /// <summary>How often each outcome was given.</summary>
    private sealed class Tally
    {
        private readonly int[] counts = new int[4];

        public int Count { get; private set; }

        public double Entropy => counts.Where(count => count > 0)
            .Sum(count => -(double)count / Count * Math.Log2((double)count / Count));

        public static Tally Of(IEnumerable<Observation> observations)
        {
            var tally = new Tally();
            foreach (var observation in observations)
            {
                tally.Add(observation.Outcome, 1);
            }

            return tally;
        }

        public void Add(Outcome outcome, int step)
        {
            counts[(int)outcome] += step;
            Count += step;
        }
    }
}
