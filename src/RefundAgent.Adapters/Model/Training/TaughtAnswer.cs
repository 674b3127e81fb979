using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Privacy;
using RefundAgent.Records;
using RefundAgent.Training;

namespace RefundAgent.Adapters.Model.Training;

/// <summary>
/// The answer that a model should have given, or the one that was advised, in the form that it has to give it in. Null where that form cannot hold it:
/// a person's sum that stands in no relation to the order is none that a model may name.
/// </summary>
internal sealed class TaughtAnswer(TrainingCase taught, CasePrompt prompt)
{
    /// <summary>How sure a model may be of what people really said.</summary>
    private const double Sure = 0.95;

    private readonly KnownData known = KnownData.Of(taught.Inquiry.Ticket, taught.Inquiry.Evidence.Orders);

    public ModelAnswer? ByPeople() => Answer(
        [.. taught.Claims.Select(claim => Claim(claim, claim.Label.Outcome, claim.Label.Basis, Sure))], string.Join(' ', taught.Claims.Select(Because)));

    public ModelAnswer? AsAdvised() => Answer(
        [.. taught.Claims.Select(claim => Claim(claim, claim.Claim.Proposal.Outcome, claim.Claim.Proposal.Basis, claim.Claim.Proposal.Confidence))],
        Masked(taught.Record.Papers!.Reasoning) ?? string.Join(' ', taught.Claims.Select(claim => $"{claim.Claim.Id}: {CaseJson.Word(claim.Claim.Proposal.Outcome)}.")));

    private ModelAnswer? Answer(ImmutableArray<AnsweredClaim?> claims, string reasoning) => claims.Any(claim => claim is null)
        ? null
        : new ModelAnswer
        {
            Reasoning = reasoning,
            Language = taught.Record.Papers!.Language ?? taught.Inquiry.Ticket.Language ?? "en",
            Claims = [.. claims.Select(claim => claim!)],
            Reply = Masked(taught.Record.Papers.ReplyFrame),
        };

    private AnsweredClaim? Claim(TaughtClaim claim, Outcome outcome, AmountBasis? basis, double confidence)
    {
        var reading = claim.Papers.Reading;
        var missing = outcome == Outcome.Ask ? claim.Claim.Proposal.EvidenceAskedFor() : [];
        return Basis(outcome, basis) is not { } said || (outcome == Outcome.Ask && missing.IsEmpty)
            ? null
            : new AnsweredClaim
            {
                Quote = PersonalData.Mask(reading.Span, known),
                Answers = null,
                Request = reading.Request,
                OrderId = reading.Order?.Value,
                Items = reading.WholeOrder ? [] : Ids(reading.Items),
                WholeOrder = reading.WholeOrder,
                Reason = reading.Reason,
                Cites = Cites(claim, outcome),
                Outcome = outcome,
                Basis = said,
                Confidence = Math.Round(Math.Clamp(confidence, 0, 1), 2),
                Missing = missing,
            };
    }

    /// <summary>What was cited, as far as the prompt shows it; what people overruled rests on the room that the operator left, if on anything.</summary>
    private ImmutableArray<string> Cites(TaughtClaim claim, Outcome outcome)
    {
        var cited = outcome == claim.Claim.Proposal.Outcome
            ? claim.Claim.Proposal.Reasons.Select(reason => reason.Id).Where(prompt.Citable.Contains).Distinct(StringComparer.Ordinal).ToImmutableArray()
            : [];
        return cited.IsEmpty && outcome is Outcome.Approve or Outcome.Deny && prompt.Citable.Contains(Citable.Discretion) ? [Citable.Discretion] : cited;
    }

    private static AnswerBasis? Basis(Outcome outcome, AmountBasis? basis) => outcome != Outcome.Approve
        ? new AnswerBasis { Relation = BasisRelation.Entitled, Share = null, Items = [] }
        : basis switch
        {
            null or AmountBasis.Entitled => new AnswerBasis { Relation = BasisRelation.Entitled, Share = null, Items = [] },
            AmountBasis.ShareOfPaid share => new AnswerBasis { Relation = BasisRelation.ShareOfPaid, Share = share.Share, Items = [] },
            AmountBasis.ForItems items => new AnswerBasis { Relation = BasisRelation.Items, Share = null, Items = Ids(items.Items) },
            _ => null,
        };

    private string Because(TaughtClaim claim) => Masked(claim.Why) is { Length: > 0 } why
        ? $"{claim.Claim.Id}: the team rules {CaseJson.Word(claim.Label.Outcome)}, because {why}"
        : $"{claim.Claim.Id}: the team rules {CaseJson.Word(claim.Label.Outcome)}.";

    private string? Masked(string? text) => text is null ? null : PersonalData.Mask(text, known);

    private static ImmutableArray<string> Ids(ImmutableArray<ItemId> items) => [.. items.Select(item => item.Value)];
}
