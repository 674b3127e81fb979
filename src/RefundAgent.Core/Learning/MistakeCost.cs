using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Policies;

namespace RefundAgent.Learning;

/// <summary>
/// What a ruling costs where a person ruled otherwise, in minor units of the policy's currency. While a segment waits for a person, a wrong
/// suggestion costs that person's time and the money stays where it is; so it is priced, and so is a needless escalation.
/// </summary>
internal sealed class MistakeCost(MistakePrices prices)
{
    /// <param name="said">What the learner would say; null where it would hand the case over.</param>
    public decimal OfSuggestion(VerdictLabel? said, EvidenceCase about) => IsRight(said, about) ? 0 : prices.NeedlessEscalation.MinorUnits;

    /// <summary>The same where nobody looks at it first: the money itself.</summary>
    public decimal OfAction(VerdictLabel? said, EvidenceCase about)
    {
        if (IsRight(said, about))
        {
            return 0;
        }

        var apart = Amount(said, about) - Amount(about.Label, about);
        var money = said is null or { Outcome: Outcome.Escalate or Outcome.Ask } ? 0 : apart > 0 ? apart * prices.OverRefund : -apart * prices.WrongfulDenial;
        return Math.Max(prices.NeedlessEscalation.MinorUnits, money);
    }

    public Money ToMoney(decimal cost) => new((long)decimal.Round(cost), prices.NeedlessEscalation.Currency);

    private static bool IsRight(VerdictLabel? said, EvidenceCase about) =>
        said is null ? about.Label.Outcome == Outcome.Escalate : said.Key == about.Label.Key;

    private static decimal Amount(VerdictLabel? label, EvidenceCase about)
    {
        var paid = about.Paid?.MinorUnits ?? 0;
        return label is not { Outcome: Outcome.Approve } ? 0 : label.Basis switch
        {
            AmountBasis.ShareOfPaid share => paid * share.Share,
            AmountBasis.Fixed some => about.Paid is null ? some.Amount.MinorUnits : Math.Min(paid, some.Amount.MinorUnits),
            _ => about.Entitled?.MinorUnits ?? paid,
        };
    }
}
