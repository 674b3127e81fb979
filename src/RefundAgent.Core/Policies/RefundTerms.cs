using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Policies;

/// <summary>When what was paid for delivery is given back with the goods.</summary>
public enum ShippingTerms
{
    Never,

    /// <summary>With the claim after which nothing of the order is left, be it the first or the last of several.</summary>
    WholeOrder,

    /// <summary>With the first unit that is given back.</summary>
    Always,
}

/// <summary>Which of an order's payments gets its money back first.</summary>
public enum PaymentOrder
{
    GiftCardFirst,
    CardFirst,

    /// <summary>Each in proportion to what is left on it.</summary>
    Proportional,
}

/// <summary>The operator's terms for what goes with the price of goods, and for where the money goes.</summary>
public sealed record RefundTerms
{
    public static RefundTerms Default { get; } = new();

    public ShippingTerms Shipping { get; init; } = ShippingTerms.WholeOrder;

    public PaymentOrder Payments { get; init; } = PaymentOrder.GiftCardFirst;

    /// <summary>Null where nothing is ever kept back.</summary>
    public RestockingFee? RestockingFee { get; init; }

    /// <summary>
    /// What of the terms holds for one claim. A fee is for goods that come back by the customer's choice: never for a legal withdrawal,
    /// never where the shop is at fault, whatever its condition says. A withdrawal from the whole order has its delivery back.
    /// </summary>
    public ClaimTerms For(ClaimReading claim, IReadOnlyDictionary<string, Fact> facts)
    {
        var withdrawal = Withdrawal.Protects(claim, facts);
        var isCharged = claim.Request == RequestKind.Return && !withdrawal && !IsShopsFault(facts) && RestockingFee?.When.Holds(facts) == true;
        return new ClaimTerms(
            withdrawal && Shipping == ShippingTerms.Never ? ShippingTerms.WholeOrder : Shipping,
            isCharged ? RestockingFee : null);
    }

    private static bool IsShopsFault(IReadOnlyDictionary<string, Fact> facts) =>
        facts.GetValueOrDefault(FactNames.ClaimReason)?.Value is FactValue.Text reason && ClaimReason.FaultsOfTheShop.Contains(reason.Value);
}

/// <param name="Shipping">When delivery is given back.</param>
/// <param name="Fee">What is kept back; null for nothing.</param>
public sealed record ClaimTerms(ShippingTerms Shipping, RestockingFee? Fee)
{
    /// <summary>What holds where an operator says nothing.</summary>
    public static ClaimTerms Default { get; } = new(ShippingTerms.WholeOrder, null);
}
