using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Reading;

namespace RefundAgent.Decisions;

/// <summary>
/// Weighs a model's proposal against the built-in advisor's. Where they agree, the built-in one's clause acts and the model's citations stand
/// beside it; where the built-in one knows nothing, the model's stands for itself; else the built-in one's stands with the contradiction on it.
/// </summary>
internal static class SecondOpinion
{
    /// <param name="own">Of the built-in advisor on the claim.</param>
    /// <param name="other">Of the model on the same claim; null where it was not asked or has none.</param>
    /// <param name="file">The claim with its evidence.</param>
    /// <param name="finding">What the policy's rules say of it.</param>
    /// <param name="model">Its deployment.</param>
    /// <returns>The proposal that stands, and whose it is.</returns>
    public static (Proposal Proposal, AdvisorKind By) Weigh(
        Proposal own, Proposal? other, CaseFile file, PolicyFinding finding, string? model)
    {
        var (proposal, by) = other is null ? (own, AdvisorKind.Precedent)
            : IsSilent(own, file, finding) ? (other, AdvisorKind.Model)
            : SaysTheSame(own, other, file, finding) ? (Confirmed(own, other), AdvisorKind.Precedent)
            : (own with { Contradiction = other.Outcome, Reasons = [.. own.Reasons, .. New(own, other)] }, AdvisorKind.Precedent);
        return (file.Claim.Readers == Readers.Model ? proposal with { Segment = Clause.ReadBy(model ?? "", proposal.Segment) } : proposal, by);
    }

    /// <summary>Nothing learned speaks clearly of a claim that is understood and that no rule decides. Where people disagree, that is clear enough.</summary>
    private static bool IsSilent(Proposal own, CaseFile file, PolicyFinding finding) =>
        finding.Rule is null && file.Claim is { IsCertain: true, IsAboutMoney: true } && Precedents.IsSilence(own);

    private static bool SaysTheSame(Proposal own, Proposal other, CaseFile file, PolicyFinding finding) =>
        own.Outcome == other.Outcome
        && (own.Outcome != Outcome.Approve || own.Basis.Equals(other.Basis)
            || (finding.Entitlement is { } entitlement && Comes(own, file, entitlement) is { } sum && sum == Comes(other, file, entitlement)));

    /// <summary>Null for a sum in another currency than the order's.</summary>
    private static Money? Comes(Proposal proposal, CaseFile file, Entitlement entitlement) =>
        proposal.Basis is AmountBasis.Fixed { Amount.Currency: var currency } && currency != entitlement.Amount.Currency
            ? null
            : Payout.Of(proposal.Basis, file, entitlement).Amount;

    /// <summary>Items that only the model cited earn no credit for a clause that would have said the same without them.</summary>
    private static Proposal Confirmed(Proposal own, Proposal other) => own with { Reasons = [.. own.Reasons, .. New(own, other)] };

    private static IEnumerable<Reason> New(Proposal own, Proposal other) =>
        other.Reasons.Where(reason => own.Reasons.All(known => known.Id != reason.Id));
}
