using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Records;

namespace RefundAgent.Learning;

/// <summary>The labelled cases behind a learned item: which, by whom, and for how much money people decided them.</summary>
public sealed record ItemEvidence
{
    /// <summary>In the order of the ledger.</summary>
    public required ImmutableArray<CaseBehind> Cases { get; init; }

    public required int Agreed { get; init; }

    /// <summary>What people gave back in the cases in which they said what it says, by currency.</summary>
    public required ImmutableArray<Money> Approved { get; init; }

    /// <param name="item">To look behind.</param>
    /// <param name="context">The version it is in: a guideline stands on the cases that no guideline before it decides.</param>
    /// <param name="evidence">Of the learner's checkpoint.</param>
    public static ItemEvidence Of(LearnedItem item, LearnedContext context, ImmutableArray<EvidenceCase> evidence)
    {
        var index = LearnedIndex.Of(context);
        var cases = evidence.Where(about => item switch
        {
            LearnedItem.Guideline => index.Deciding(about.Facts)?.Id == item.Id,
            LearnedItem.Precedent precedent => about.Decision == precedent.Decision && about.Claim == precedent.Claim,
            _ => false,
        }).Select(about => Behind(item, about)).ToImmutableArray();
        return new ItemEvidence
        {
            Cases = cases,
            Agreed = cases.Count(each => each.Agrees),
            Approved =
            [
                .. cases.Where(each => each.Agrees).Select(each => each.Amount).OfType<Money>().GroupBy(sum => sum.Currency)
                    .OrderBy(group => group.Key.Code, StringComparer.Ordinal)
                    .Select(group => group.Aggregate(Money.Zero(group.Key), (sum, each) => sum + each)),
            ],
        };
    }

    private static CaseBehind Behind(LearnedItem item, EvidenceCase about) => new(
        about.Sequence, about.Decision, about.Claim, about.Label.Outcome, AmountOf(about), SaysTheSame(item, about.Label), about.Behind);

    private static bool SaysTheSame(LearnedItem item, VerdictLabel label) => item switch
    {
        LearnedItem.Guideline guideline => new VerdictLabel(guideline.Outcome, guideline.Basis).Key == label.Key,
        _ => true,
    };

    private static Money? AmountOf(EvidenceCase about) => about.Label switch
    {
        { Outcome: not Outcome.Approve } => null,
        { Basis: AmountBasis.Fixed sum } => sum.Amount,
        { Basis: AmountBasis.ShareOfPaid share } when about.Paid is { } paid => new Money((long)decimal.Round(paid.MinorUnits * share.Share), paid.Currency),
        _ => about.Entitled ?? about.Paid,
    };
}

/// <param name="Sequence">Of the ledger row that gave the case its label.</param>
/// <param name="Decision">That people ruled on.</param>
/// <param name="Claim">Of the decision.</param>
/// <param name="Outcome">What they ruled.</param>
/// <param name="Amount">For an approval, where the sums of the order are known.</param>
/// <param name="Agrees">With what the item says.</param>
/// <param name="Reviewers">Who stands behind the ruling.</param>
public sealed record CaseBehind(
    long Sequence, DecisionId Decision, ClaimId Claim, Outcome Outcome, Money? Amount, bool Agrees, ImmutableArray<PrincipalId> Reviewers);
