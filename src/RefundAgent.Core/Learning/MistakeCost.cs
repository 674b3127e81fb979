using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Policies;

namespace RefundAgent.Learning;

/// <summary>
/// What a ruling costs where a person ruled otherwise, in minor units of the policy's currency: that person's time, and the share of the
/// money at stake that would be lost because nobody noticed. To hand a case over costs the time alone.
/// </summary>
internal sealed class MistakeCost(MistakePrices prices)
{
    /// <summary>
    /// Wrong rulings in a hundred that pass unnoticed. Measured: from 5 in a hundred on, the few large sums of a history drown what the many
    /// cases say, and the gate keeps what is old; at none, it would not see the difference between a cent and a fortune.
    /// </summary>
    private const decimal Unnoticed = 0.01m;

    /// <param name="said">What the learner would say; null where it would hand the case over.</param>
    public decimal Of(VerdictLabel? said, EvidenceCase about)
    {
        if (said is null ? about.Label.Outcome == Outcome.Escalate : said.Key == about.Label.Key)
        {
            return 0;
        }

        return prices.NeedlessEscalation.MinorUnits + (said is { Outcome: Outcome.Approve or Outcome.Deny } ? Unnoticed * Money(said, about) : 0);
    }

    public Money ToMoney(decimal cost) => new((long)decimal.Round(cost), prices.NeedlessEscalation.Currency);

    private decimal Money(VerdictLabel said, EvidenceCase about)
    {
        var apart = Amount(said, about) - Amount(about.Label, about);
        return apart > 0 ? apart * prices.OverRefund : -apart * prices.WrongfulDenial;
    }

    private static decimal Amount(VerdictLabel label, EvidenceCase about)
    {
        var paid = about.Paid?.MinorUnits ?? 0;
        return label.Outcome != Outcome.Approve ? 0 : label.Basis switch
        {
            AmountBasis.ShareOfPaid share => paid * share.Share,
            AmountBasis.Fixed some => about.Paid is null ? some.Amount.MinorUnits : Math.Min(paid, some.Amount.MinorUnits),
            _ => about.Entitled?.MinorUnits ?? paid,
        };
    }
}
