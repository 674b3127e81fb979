using RefundAgent.Amounts;

namespace RefundAgent.Evidence;

/// <summary>What an order was paid with, as far as it decides to which payment a refund goes first.</summary>
public enum PaymentKind
{
    Card,
    GiftCard,
    StoreCredit,
    Bank,
    Other,
}

/// <summary>One of the payments of an order: a refund gives each of them back at most what it paid.</summary>
/// <param name="Reference">The charge at the payment provider.</param>
/// <param name="Kind">For the order in which refunds are spread.</param>
/// <param name="Amount">What it paid of the order.</param>
/// <param name="Refunded">What the shop had given back to it before it told us of the order.</param>
public sealed record OrderPayment(PaymentReference Reference, PaymentKind Kind, Money Amount, Money Refunded);
