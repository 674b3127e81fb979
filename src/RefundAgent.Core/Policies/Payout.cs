using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Policies;

/// <summary>Turns what is meant ("in full", "half of what was paid") into money and units, never more than the claim is entitled to.</summary>
/// <param name="Amount">Zero where the basis comes to nothing.</param>
/// <param name="Items">The units that count as given back.</param>
internal sealed record Payout(Money Amount, ImmutableArray<ItemId> Items)
{
    /// <summary>What was kept back of it as a restocking fee; null where nothing was, or where the sum was not made from goods.</summary>
    public Money? Fee { get; private init; }

    /// <summary>What of it counts as delivery given back.</summary>
    public Money Shipping { get; init; } = Money.Zero(Amount.Currency);

    /// <exception cref="InvalidOperationException">A fixed sum in another currency than the order's: callers rule that out first.</exception>
    public static Payout Of(AmountBasis basis, CaseFile file, Entitlement entitlement) => basis switch
    {
        AmountBasis.Entitled => Whole(entitlement),
        AmountBasis.ForItems items => ForItems(items, file, entitlement),
        AmountBasis.ShareOfPaid share => Part(ShareOf(file.Order!.Paid, share.Share), file.Claim, entitlement),
        AmountBasis.Fixed sum => Part(sum.Amount, file.Claim, entitlement),
        _ => throw new InvalidOperationException($"{basis.GetType().Name} has no rule that turns it into money."),
    };

    /// <summary>The smaller of two.</summary>
    public static Payout Least(Payout left, Payout right) => right.Amount < left.Amount ? right : left;

    /// <summary>
    /// What the customer asks for is a ceiling where money is asked for, not where goods are returned or an order is called off: those
    /// have their price, and a customer who remembers it wrongly must not be paid less for it. Nothing or less is no request.
    /// </summary>
    public Payout AtMost(Money? requested, CaseFile file, Entitlement entitlement) =>
        file.Claim.Request == RequestKind.Refund && requested is { IsPositive: true } ceiling && ceiling < Amount
            ? Part(ceiling, file.Claim, entitlement)
            : this;

    private static Payout ForItems(AmountBasis.ForItems basis, CaseFile file, Entitlement entitlement)
    {
        var left = entitlement.Items.ToList();
        var units = basis.Items.Where(left.Remove).ToImmutableArray();
        var value = EntitlementTable.ForUnits(file.Order!, units, file.Account, file.Terms);
        var amount = Money.Min(value.Amount, entitlement.Amount);
        return Whole(value) with { Amount = amount, Shipping = Money.Min(value.Shipping, amount) };
    }

    private static Payout Whole(Entitlement entitlement) =>
        new(entitlement.Amount, entitlement.Items) { Shipping = entitlement.Shipping, Fee = entitlement.Fee.IsPositive ? entitlement.Fee : null };

    /// <summary>
    /// A sum that is less than the whole: units that the claim names, and the delivery that goes with them, count as given back all the
    /// same, so that nobody is paid in part for them now and in full later; where it names none, only the money counts.
    /// </summary>
    private static Payout Part(Money amount, ClaimReading claim, Entitlement entitlement)
    {
        if (amount >= entitlement.Amount)
        {
            return Whole(entitlement);
        }

        var paid = amount.IsPositive ? amount : Money.Zero(amount.Currency);
        return claim.Items.IsEmpty ? new Payout(paid, []) : new Payout(paid, entitlement.Items) { Shipping = Money.Min(paid, entitlement.Shipping) };
    }

    /// <summary>Rounded to the nearest minor unit, half up, as people round.</summary>
    private static Money ShareOf(Money paid, decimal share) =>
        new((long)Math.Round(paid.MinorUnits * Math.Clamp(share, 0, 1), MidpointRounding.AwayFromZero), paid.Currency);
}
