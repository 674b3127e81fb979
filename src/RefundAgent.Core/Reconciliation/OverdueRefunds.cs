using RefundAgent.Actions;
using RefundAgent.Records;

namespace RefundAgent.Reconciliation;

/// <summary>Refunds that stay open for longer than they ever should, once everything was tried to find out about them; pure.</summary>
public static class OverdueRefunds
{
    /// <summary>After which nobody knows, and a person has to look.</summary>
    public static TimeSpan UnknownFor { get; } = TimeSpan.FromHours(1);

    /// <summary>Providers take up to ten days (Stripe: five to ten business days reach the customer, its own part is done within days).</summary>
    public static TimeSpan PendingFor { get; } = TimeSpan.FromDays(10);

    /// <param name="record">Brought up to date with its refunds.</param>
    /// <param name="now">What their age is counted to.</param>
    public static IEnumerable<Discrepancy> In(DecisionRecord record, DateTimeOffset now) =>
        from claim in record.Claims
        from part in claim.Refund?.Parts ?? []
        let age = now - part.Plan.PlannedAt
        where part.Result is RefundResult.Unknown ? age >= UnknownFor : part.Result is RefundResult.Pending && age >= PendingFor
        select part.Result is RefundResult.Unknown unknown
            ? Of(DiscrepancyKind.RefundUnknown, record, part.Plan, now,
                $"For over an hour nobody could find out whether {part.Plan.Amount} of order {part.Plan.Order} were given back ({unknown.Detail}). "
                + $"The sum stays reserved. Look for the refund of payment {part.Plan.Payment} at the provider by its key.")
            : Of(DiscrepancyKind.RefundPending, record, part.Plan, now,
                $"The provider has not finished the refund of {part.Plan.Amount} for order {part.Plan.Order} (payment {part.Plan.Payment}) since "
                + $"{part.Plan.PlannedAt.UtcDateTime:yyyy-MM-dd}. Ask it why.");

    private static Discrepancy Of(DiscrepancyKind kind, DecisionRecord record, RefundEntry plan, DateTimeOffset now, string text) =>
        Discrepancy.Of(record.Tenant, kind, plan.Key.Value, plan.Amount.ToString(), text, now, record.Id, plan.Amount);
}
