using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Policies;

/// <summary>What the legal right of withdrawal means for a ruling.</summary>
internal static class Withdrawal
{
    /// <summary>
    /// Whether the shop's own terms have to stand back for this claim: the right is known to hold, or the customer invokes it and it
    /// is not known whether it does (no country, no day of delivery), which a person has to find out.
    /// </summary>
    public static bool Protects(ClaimReading claim, IReadOnlyDictionary<string, Fact> facts) =>
        claim.IsAboutMoney
        && (facts.GetValueOrDefault(FactNames.LawWithdrawal)?.Value is FactValue.Flag known
            ? known.Value
            : facts.GetValueOrDefault(FactNames.ClaimReason)?.Value == FactValue.Of(ClaimReason.LegalWithdrawal));
}
