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
    /// <param name="origin">Where the request was first made: the refund's key derives from it.</param>
    /// <param name="customer">Under whose id the order was found.</param>
    /// <param name="order">What the money was paid for.</param>
    /// <param name="amount">Granted, within the entitlement.</param>
    /// <param name="items">The units that count as given back.</param>
    /// <param name="reason">What the customer gave as the reason.</param>
    /// <param name="initiator">On whose word.</param>
    /// <param name="policy">In force, for the caps.</param>
    /// <param name="now">What the 30-day window is counted to.</param>
    public static RefundAction Of(
        TenantId tenant,
        ClaimOrigin origin,
        CustomerId customer,
        Order order,
        Money amount,
        ImmutableArray<ItemId> items,
        string? reason,
        RefundInitiator initiator,
        RefundPolicy policy,
        DateTimeOffset now)
    {
        var plan = new RefundEntry
        {
            Key = RefundKey.For(tenant, origin.Decision, origin.Claim),
            Tenant = tenant,
            Customer = customer,
            Order = order.Id,
            Payment = order.Payment,
            Decision = origin.Decision,
            Claim = origin.Claim,
            Amount = amount,
            Items = items,
            Initiator = initiator,
            Reason = ClaimReason.IsCanonical(reason) ? reason : null,
            State = RefundState.Planned,
            PlannedAt = now,
            UpdatedAt = now,
        };
        return new RefundAction([new RefundPart(plan)], policy.CapsFor(order, initiator));
    }
}
