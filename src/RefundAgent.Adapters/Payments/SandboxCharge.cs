using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Adapters.Payments;

/// <summary>A charge in the sandbox provider's books. What is pending settles by the clock alone, so that no timer has to live until then.</summary>
internal sealed record SandboxCharge(PaymentReference Payment, Money Captured, Money Refunded, ImmutableArray<SandboxRefund> Refunds)
{
    public bool Disputed { get; init; }

    public SandboxCharge With(SandboxRefund refund) => this with { Refunded = Refunded + refund.Amount, Refunds = Refunds.Add(refund) };

    /// <summary>With everything settled that is due; what the bank sent back can be refunded again.</summary>
    public SandboxCharge AsOf(DateTimeOffset now) => this with
    {
        Refunded = Refunds.Where(refund => refund.IsDue(now) && refund.SettlesAs == RefundState.Failed)
            .Aggregate(Refunded, (sum, refund) => sum - refund.Amount),
        Refunds = [.. Refunds.Select(refund => refund.AsOf(now))],
    };
}

/// <param name="SettlesAt">Null for what is settled.</param>
/// <param name="SettlesAs">What it becomes then.</param>
internal sealed record SandboxRefund(
    string Reference, RefundKey Key, Money Amount, RefundState State, DateTimeOffset? SettlesAt = null, RefundState? SettlesAs = null)
{
    public bool IsDue(DateTimeOffset now) => SettlesAt <= now;

    public SandboxRefund AsOf(DateTimeOffset now) => IsDue(now) ? this with { State = SettlesAs!.Value, SettlesAt = null } : this;
}
