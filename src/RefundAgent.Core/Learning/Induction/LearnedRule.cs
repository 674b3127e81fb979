using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;

namespace RefundAgent.Learning.Induction;

/// <summary>One rule of a list with what people said of the cases that it, and no rule before it, decides.</summary>
public sealed record LearnedRule
{
    /// <summary>All must hold, in canonical order; none for the default.</summary>
    public required ImmutableArray<Atom> When { get; init; }

    public required VerdictLabel Label { get; init; }

    /// <summary>Decided by this rule.</summary>
    public required int Cases { get; init; }

    /// <summary>Of them with the rule's label.</summary>
    public required int Agreed { get; init; }

    /// <summary>Who said the label, in order of their first such case.</summary>
    public required ImmutableArray<PrincipalId> Reviewers { get; init; }

    /// <summary>The cases by label key; labels of no case are not in it.</summary>
    public required ImmutableSortedDictionary<string, int> Counts
    {
        get;
        init => field = value.WithComparers(StringComparer.Ordinal);
    }

    /// <summary>How many labels the evidence had.</summary>
    public required int Classes { get; init; }

    /// <summary>The earlier rules of the list that hold together with this one in some case of the evidence: without them it would say too much.</summary>
    public required ImmutableArray<ImmutableArray<Atom>> Exceptions { get; init; }

    /// <summary>The conditions without numeric thresholds, so that the clause outlives a cut that moves; <c>otherwise</c> for the default.</summary>
    [JsonIgnore]
    public string Clause => When.IsEmpty ? "otherwise" : Learning.Clause.Of(new Condition.All([.. When.Select(atom => atom.ToCondition())]));

    /// <summary>One-sided 95 % Wilson lower bound of the agreement.</summary>
    [JsonIgnore]
    public double Lower => Autonomy.WilsonLowerBound(Agreed, Cases);

    public bool Holds(ImmutableSortedDictionary<string, FactValue> facts)
    {
        foreach (var atom in When)
        {
            if (!atom.Holds(facts))
            {
                return false;
            }
        }

        return true;
    }

    public bool SaysTheSameAs(LearnedRule other) => Label == other.Label && When.AsSpan().SequenceEqual(other.When.AsSpan());

    internal static LearnedRule Of(RegionTally tally, ImmutableArray<ImmutableArray<Atom>> exceptions, int classes) => new()
    {
        When = tally.When,
        Label = tally.Label,
        Cases = tally.Cases,
        Agreed = tally.Agreed,
        Reviewers = tally.Reviewers,
        Counts = tally.Counts,
        Classes = classes,
        Exceptions = exceptions,
    };
}
