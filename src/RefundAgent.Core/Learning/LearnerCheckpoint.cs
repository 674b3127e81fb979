using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Learning.Induction;
using RefundAgent.Learning.Lessons;

namespace RefundAgent.Learning;

/// <summary>Everything that a fold goes on from, so that a run costs what is new and not what was.</summary>
public sealed record LearnerCheckpoint
{
    public static LearnerCheckpoint Empty { get; } = new()
    {
        Through = 0,
        Evidence = [],
        Tallies = [],
        Credits = [],
        Complaints = [],
        Rules = new RuleMemory(RuleList.Empty, [], 0, SurpriseMemory.None, ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal)),
    };

    /// <summary>Of the terms and tombstones it was folded under; see <see cref="LearnerTerms.Fingerprint"/>.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The last ledger sequence in it.</summary>
    public required long Through { get; init; }

    public required ImmutableArray<EvidenceCase> Evidence { get; init; }

    public required ImmutableArray<KeyValuePair<string, ImmutableArray<JudgedRuling>>> Tallies { get; init; }

    /// <summary>In the order in which the items were first judged.</summary>
    public required ImmutableArray<KeyValuePair<LearnedItemId, ItemCredit>> Credits { get; init; }

    /// <summary>By segment, oldest first.</summary>
    public required ImmutableArray<KeyValuePair<string, ImmutableArray<Complaint>>> Complaints { get; init; }

    public required RuleMemory Rules { get; init; }

    public WordsMemory Words { get; init; } = WordsMemory.Empty;

    public ToneMemory Tone { get; init; } = ToneMemory.Empty;
}
