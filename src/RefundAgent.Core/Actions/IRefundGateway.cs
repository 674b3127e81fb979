using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Actions;

/// <summary>A payment provider as this product needs it; retries, recording and limits wrap it, so that an adapter only translates.</summary>
public interface IRefundGateway
{
    /// <summary>
    /// Same key and same request, same refund, however often called. Refusals and lost answers are values; what is thrown all the same
    /// (a cancelled call) says as little about the money as <see cref="RefundResult.Unknown"/>.
    /// </summary>
    Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken);

    /// <summary>Null where the provider knows no such charge.</summary>
    /// <exception cref="ProviderException">No usable answer.</exception>
    Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken);

    /// <summary>All refunds of a charge, for reconciliation; none where the provider knows no such charge.</summary>
    /// <exception cref="ProviderException">No usable answer.</exception>
    Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken);
}

/// <summary>One call to a provider.</summary>
public sealed record RefundRequest
{
    public required TenantId Tenant { get; init; }

    public required RefundKey Key { get; init; }

    public required PaymentReference Payment { get; init; }

    public required Money Amount { get; init; }

    public required DecisionId Decision { get; init; }

    public required OrderId Order { get; init; }

    public ClaimId? Claim { get; init; }

    public RefundDestination Destination { get; init; }

    /// <summary>For the provider to keep, as <see cref="RefundNote"/> writes it; null where there is none. It is no part of what is asked for.</summary>
    public string? Note { get; init; }
}

/// <param name="Amount">Authorised.</param>
/// <param name="Captured">What can be refunded at most.</param>
/// <param name="Refunded">Given back so far, pending refunds included.</param>
/// <param name="Disputed">A chargeback is open; an inquiry is none, and neither is one that was won, lost or withdrawn.</param>
public sealed record Payment(PaymentReference Reference, Money Amount, Money Captured, Money Refunded, bool Disputed);

/// <param name="Reference">The provider's id.</param>
/// <param name="Key">Ours, where the provider kept it.</param>
public sealed record ProviderRefund(string Reference, RefundKey? Key, Money Amount, RefundState State)
{
    [JsonIgnore]
    public RefundResult Result => State switch
    {
        RefundState.Succeeded => new RefundResult.Succeeded(Reference),
        RefundState.Failed => new RefundResult.Failed(RefundFailure.Rejected, $"The provider reports refund {Reference} as failed."),
        RefundState.Unknown => new RefundResult.Unknown($"The provider does not know how refund {Reference} stands."),
        _ => new RefundResult.Pending(Reference),
    };
}
