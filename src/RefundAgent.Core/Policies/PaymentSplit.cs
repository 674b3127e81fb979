using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Policies;

/// <summary>Spreads a refund over the payments of its order: original methods only, and none gets more than it paid less what it has back.</summary>
public static class PaymentSplit
{
    /// <param name="order">Whose payments they are.</param>
    /// <param name="committed">What our ledger has given back to each payment or reserved for it.</param>
    /// <param name="amount">Zero or more, in the order's currency.</param>
    /// <param name="by">Who gets their money back first.</param>
    /// <returns>A part for each payment that gets something, together exactly <paramref name="amount"/>; null where not so much is left on them.</returns>
    public static ImmutableArray<PaymentPart>? Of(
        Order order, IReadOnlyDictionary<PaymentReference, Money> committed, Money amount, PaymentOrder by)
    {
        var left = order.PaidBy
            .Select((payment, index) => new Left(payment.Reference, Rank(payment.Kind, by), index, LeftOn(payment, committed)))
            .OrderBy(payment => payment.Rank)
            .ThenBy(payment => payment.Index)
            .ToImmutableArray();
        var total = left.Aggregate(Int128.Zero, (sum, payment) => sum + payment.Minor);
        if (total < amount.MinorUnits)
        {
            return null;
        }

        var parts = by == PaymentOrder.Proportional ? InProportion(left, total, amount.MinorUnits) : InTurn(left, amount.MinorUnits);
        return [.. parts.Where(part => part.Minor > 0).Select(part => new PaymentPart(part.Reference, new Money(part.Minor, amount.Currency)))];
    }

    private static long LeftOn(OrderPayment payment, IReadOnlyDictionary<PaymentReference, Money> committed) => Math.Max(
        0, (payment.Amount - payment.Refunded - committed.GetValueOrDefault(payment.Reference, Money.Zero(payment.Amount.Currency))).MinorUnits);

    private static IEnumerable<Left> InTurn(ImmutableArray<Left> payments, long amount)
    {
        foreach (var payment in payments)
        {
            var part = Math.Min(payment.Minor, amount);
            amount -= part;
            yield return payment with { Minor = part };
        }
    }

    /// <summary>Method of largest remainders, ties in the shop's order. A share below what is left is rounded up to it at most.</summary>
    private static IEnumerable<Left> InProportion(ImmutableArray<Left> payments, Int128 total, long amount)
    {
        if (total == 0)
        {
            return [];
        }

        var shares = payments.Select(payment => (Payment: payment, Product: (Int128)payment.Minor * amount)).ToImmutableArray();
        var missing = (int)(amount - shares.Aggregate(Int128.Zero, (sum, share) => sum + (share.Product / total)));
        var raised = shares.OrderByDescending(share => share.Product % total)
            .ThenBy(share => share.Payment.Index)
            .Take(missing)
            .Select(share => share.Payment.Index)
            .ToHashSet();
        return shares.Select(share => share.Payment with { Minor = (long)(share.Product / total) + (raised.Contains(share.Payment.Index) ? 1 : 0) });
    }

    /// <summary>Bound money before free money, or the other way round; what is neither stands between.</summary>
    private static int Rank(PaymentKind kind, PaymentOrder by)
    {
        var rank = kind switch
        {
            PaymentKind.GiftCard => -2,
            PaymentKind.StoreCredit => -1,
            PaymentKind.Bank => 1,
            PaymentKind.Card => 2,
            _ => 0,
        };
        return by switch { PaymentOrder.GiftCardFirst => rank, PaymentOrder.CardFirst => -rank, _ => 0 };
    }

    private readonly record struct Left(PaymentReference Reference, int Rank, int Index, long Minor);
}

/// <param name="Payment">The charge that it goes back to.</param>
/// <param name="Amount">Above zero.</param>
public sealed record PaymentPart(PaymentReference Payment, Money Amount);
