using RefundAgent.Amounts;
using RefundAgent.Decisions;

namespace RefundAgent.Learning;

/// <summary>Turns the sum that a person gave into the relation it stands in, because the relation fits the next order and the sum does not.</summary>
internal static class VerdictAmount
{
    /// <summary>Shares that people give: twentieths.</summary>
    private const int Steps = 20;

    /// <param name="amount">Null where the whole entitlement was meant.</param>
    public static AmountBasis Basis(Money? amount, Money? entitled, Money? paid)
    {
        if (amount is not { } sum || sum == (entitled ?? paid))
        {
            return new AmountBasis.Entitled();
        }

        return paid is { IsPositive: true } whole && whole.Currency == sum.Currency && CleanShare(sum, whole) is { } share
            ? new AmountBasis.ShareOfPaid(share)
            : new AmountBasis.Fixed(sum);
    }

    /// <summary>The share that, rounded to minor units, gives exactly this sum; null where there is none among <see cref="Steps"/>.</summary>
    private static decimal? CleanShare(Money sum, Money paid)
    {
        var step = (int)Math.Round((decimal)sum.MinorUnits * Steps / paid.MinorUnits, MidpointRounding.AwayFromZero);
        if (step is < 1 or > Steps)
        {
            return null;
        }

        var share = step / (decimal)Steps;
        return Math.Abs((paid.MinorUnits * share) - sum.MinorUnits) < 1 ? share : null;
    }
}
