using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Evidence;

namespace RefundAgent.Learning.Induction;

/// <summary>What was learned, in order: the first rule that holds decides. The last one has no conditions and says what else is done.</summary>
public sealed record RuleList(ImmutableArray<LearnedRule> Rules)
{
    /// <summary>Nothing learned yet.</summary>
    public static RuleList Empty { get; } = new([]);

    [JsonIgnore]
    public bool IsEmpty => Rules.IsEmpty;

    /// <summary>Null only where nothing is learned yet.</summary>
    public LearnedRule? Decide(ImmutableSortedDictionary<string, FactValue> facts)
    {
        foreach (var rule in Rules)
        {
            if (rule.Holds(facts))
            {
                return rule;
            }
        }

        return null;
    }

    /// <summary>The same conditions and labels in the same order, whatever the counts.</summary>
    public bool SaysTheSameAs(RuleList other) =>
        Rules.Length == other.Rules.Length && Rules.Zip(other.Rules).All(pair => pair.First.SaysTheSameAs(pair.Second));

    /// <summary>The list stands; its counts, people and exceptions follow the evidence.</summary>
    public RuleList Recount(EvidenceWindow window)
    {
        var left = window.All.Words.ToArray();
        var tallies = ImmutableArray.CreateBuilder<RegionTally>();
        foreach (var rule in Rules)
        {
            var region = Bits.Both(left, window.Where(rule.When));
            Bits.Without(left, region);
            tallies.Add(RegionTally.Of(window, rule.When, region, rule.Label));
        }

        return Of(window, window.All, tallies.ToImmutable());
    }

    internal static RuleList Of(EvidenceWindow window, Bits within, ImmutableArray<RegionTally> tallies)
    {
        var classes = AtomTable.LabelsIn(window, within);
        var held = tallies.Select(tally => Bits.Both(within.Words, window.Where(tally.When))).ToArray();
        return new RuleList(
        [
            .. tallies.Select((tally, i) => LearnedRule.Of(
                tally,
                [.. tallies.Take(i).Where((_, earlier) => Bits.Meet(held[earlier], held[i])).Select(exception => exception.When)],
                classes)),
        ]);
    }
}
