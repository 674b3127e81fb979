using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Privacy;
using RefundAgent.Records;

namespace RefundAgent.Context;

/// <summary>One thing learned from people; data for the advisor, never an instruction, and never able to satisfy a hard check.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Guideline), "guideline")]
[JsonDerivedType(typeof(Precedent), "precedent")]
[JsonDerivedType(typeof(ToneNote), "tone")]
public abstract record LearnedItem
{
    private LearnedItem()
    {
    }

    /// <summary>The hash of type, scope, conditions and effect.</summary>
    public required LearnedItemId Id { get; init; }

    /// <summary>Labelled cases in which it said what people said.</summary>
    public int Helpful { get; init; }

    /// <summary>Labelled cases in which people said otherwise.</summary>
    public int Harmful { get; init; }

    /// <summary>Who taught it, in the order of the ledger, without repetition.</summary>
    public ImmutableArray<PrincipalId> Reviewers { get; init; } = [];

    /// <summary>A rule that people's verdicts show.</summary>
    public sealed record Guideline : LearnedItem
    {
        public required Condition When { get; init; }

        /// <summary>Cases it must not be used for although <see cref="When"/> holds: the exceptions that come before it.</summary>
        public Condition? WhenNot { get; init; }

        /// <summary>From 0: of the guidelines that hold, the one with the lowest place decides.</summary>
        public int Place { get; init; }

        /// <summary>People contradict each other where it applies: a person sees both sides, and it decides nothing.</summary>
        public bool Disputed { get; init; }

        /// <summary>Different customers among the cases in which people said what it says.</summary>
        public int Customers { get; init; }

        /// <summary>What autonomy is earned for: the clause without its numbers, and the outcome.</summary>
        [JsonIgnore]
        public string Segment => Clause.Segment($"guideline:{Clause.Of(When)}", Outcome);

        public required Outcome Outcome { get; init; }

        public AmountBasis? Basis { get; init; }

        /// <summary>The policy that it was learned under.</summary>
        public required PolicyVersion Policy { get; init; }

        /// <summary>A model's sentence for what a member of staff wrote about just this rule; it decides nothing.</summary>
        public Wording? Wording { get; init; }
    }

    /// <summary>A past case with the final verdict of a person.</summary>
    public sealed record Precedent : LearnedItem
    {
        /// <summary>What was known, without ids, names and sums that only that case had.</summary>
        public required ImmutableSortedDictionary<string, FactValue> Facts { get; init; }

        public required Outcome Outcome { get; init; }

        /// <summary>For an approval.</summary>
        public AmountBasis? Basis { get; init; }

        /// <summary>Where it comes from.</summary>
        public required DecisionId Decision { get; init; }

        public required ClaimId Claim { get; init; }

        /// <summary>Ledger sequence of the verdict that stands: newer ones count for more.</summary>
        public required long Sequence { get; init; }

        /// <summary>The verdict was a manager's audit.</summary>
        public bool Audited { get; init; }
    }

    /// <summary>How staff want answers to sound.</summary>
    public sealed record ToneNote : LearnedItem
    {
        /// <summary>Without personal data: people write it, or a model does from what people wrote.</summary>
        public required string Text
        {
            get;
            init => field = PersonalData.Mask(value);
        }
    }
}

/// <summary>A sentence of a model beside the program's own words: data for people, no part of what an item is.</summary>
/// <param name="Text">One line.</param>
/// <param name="Model">Which worded it.</param>
public sealed record Wording(string Text, string Model);
