using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Decisions;

/// <summary>Writes down a refund that the policy or a person has granted, whole, before anything is done about it.</summary>
internal static class RefundPlan
{
    /// <param name="tenant">Whose money it is.</param>
    /// <param name="origin">Where the request was first made: the refund's keys derive from it.</param>
    /// <param name="decision">That pays: whatever is heard of the refund later is told to it, and not to one that only asked a question.</param>
    /// <param name="claim">Of that decision.</param>
    /// <param name="customer">Under whose id the order was found.</param>
    /// <param name="order">What the money was paid for.</param>
    /// <param name="account">What was given back before, by payment.</param>
    /// <param name="granted">Within the entitlement.</param>
    /// <param name="reason">What the customer gave as the reason.</param>
    /// <param name="initiator">On whose word.</param>
    /// <param name="policy">In force, for the caps and the order of the payments.</param>
    /// <param name="now">What the 30-day window is counted to.</param>
    public static RefundAction Of(
        TenantId tenant,
        ClaimOrigin origin,
        DecisionId decision,
        ClaimId claim,
        CustomerId customer,
        Order order,
        CustomerAccount account,
        Ruling.Approve granted,
        string? reason,
        RefundInitiator initiator,
        RefundPolicy policy,
        DateTimeOffset now)
    {
        var payments = Split(order, account, granted, policy.Refunds.Payments);
        var shipping = Spread(granted.Shipping, payments);
        var parts = payments.Select((part, index) => new RefundPart(new RefundEntry
        {
            Key = RefundKey.For(tenant, origin.Decision, origin.Claim, index),
            Tenant = tenant,
            Customer = customer,
            Order = order.Id,
            Payment = part.Payment,
            Decision = decision,
            Claim = claim,
            Amount = part.Amount,
            Shipping = shipping[index],
            Items = index == 0 ? granted.Items : [],
            Destination = granted.PayTo,
            Initiator = initiator,
            Reason = ClaimReason.IsCanonical(reason) ? reason : null,
            State = RefundState.Planned,
            PlannedAt = now,
            UpdatedAt = now,
        }));
        return new RefundAction([.. parts], policy.CapsFor(order, initiator));
    }

    /// <summary>
    /// One part where the order has one payment, or where the money does not go back by them. Payments that have too little left get one as
    /// well: the ledger refuses it by its caps, and a person sees why.
    /// </summary>
    private static ImmutableArray<PaymentPart> Split(Order order, CustomerAccount account, Ruling.Approve granted, PaymentOrder by) =>
        granted.PayTo == RefundDestination.Original
        && PaymentSplit.Of(order, account.Of(order).Payments, granted.Amount, by) is { Length: > 0 } parts
            ? parts
            : [new PaymentPart(order.Payment, granted.Amount)];

    /// <summary>What each part carries of the delivery, the first as much as it can.</summary>
    private static ImmutableArray<Money> Spread(Money shipping, ImmutableArray<PaymentPart> parts)
    {
        var shares = ImmutableArray.CreateBuilder<Money>(parts.Length);
        foreach (var part in parts)
        {
            var share = Money.Min(shipping, part.Amount);
            shares.Add(share);
            shipping -= share;
        }

        return shares.DrainToImmutable();
    }
}
