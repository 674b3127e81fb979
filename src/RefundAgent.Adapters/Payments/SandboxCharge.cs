using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Adapters.Payments;

/// <summary>
/// A charge in the sandbox provider's books. What is pending settles by the clock alone, so that no timer has to live until then.
/// </summary>
internal sealed record SandboxCharge(PaymentReference Payment, Money Captured, Money Refunded, ImmutableArray<SandboxRefund> Refunds)
{
    public bool Disputed { get; init; }

    /// <summary>Why not; null where the refund can be made. In the order in which Stripe looks.</summary>
    public RefundResult.Failed? Refusal(RefundRequest request)
    {
        if (!request.Amount.IsPositive || request.Amount.Currency != Captured.Currency)
        {
            return new(RefundFailure.Rejected, $"A refund of this charge must be above zero and in {Captured.Currency}.");
        }

        var left = Captured - Refunded;
        if (!left.IsPositive)
        {
            return new(RefundFailure.AlreadyRefunded, $"All of {Captured} has been refunded.");
        }

        if (Disputed)
        {
            return new(RefundFailure.Disputed, "The bank has charged this payment back; it decides who gets the money.");
        }

        return request.Amount > left ? new(RefundFailure.TooLarge, $"Only {left} of {Captured} is left to refund.") : null;
    }

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
    /// <summary>What was asked for, with the words that go with it; null in books of before they were kept.</summary>
    public RefundRequest? Request { get; init; }

    /// <summary>Null in books of before it was kept.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    public ProviderRefund Told() => new(Reference, Key, Amount, State);

    public bool IsDue(DateTimeOffset now) => SettlesAt <= now;

    public SandboxRefund AsOf(DateTimeOffset now) => IsDue(now) ? this with { State = SettlesAs!.Value, SettlesAt = null } : this;
}
