using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Policies;

public sealed partial record RefundPolicy
{
    /// <summary>The currency that all of the policy's sums are in; cases in another one go to a person.</summary>
    public Currency Currency => Limits.PerRefund.Currency;

    /// <summary>What the policy says before anybody has advised: the first rule that holds, and the most that could be given back.</summary>
    public PolicyFinding Find(CaseFile file) => new(
        Rules.FirstOrDefault(rule => rule.When.Holds(file.Facts)),
        EntitlementTable.Of(file));

    /// <summary>
    /// What the ledger must hold a refund of this order to, whoever approved it. An order in another currency may get nothing: the
    /// customer's limit could not be checked for it.
    /// </summary>
    public RefundCaps CapsFor(Order order, RefundInitiator initiator) => new(
        order.Refundable,
        order.Items.GroupBy(item => item.Id)
            .ToImmutableDictionary(group => group.Key, group => group.Sum(item => Math.Max(0, item.Quantity))),
        order.Currency == Currency && (order.PresentmentCurrency ?? Currency) == Currency ? Limits.PerCustomer30Days : Money.Zero(order.Currency))
    {
        Payments = order.Payments.IsDefaultOrEmpty
            ? ImmutableDictionary<PaymentReference, Money>.Empty
            : order.Payments.ToImmutableDictionary(payment => payment.Reference, payment => payment.Amount - payment.Refunded),
        Shipping = Proration.ShippingOf(order),
        Day = Limits.PerDay.For(initiator),
    };
}
