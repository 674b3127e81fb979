using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RefundAgent.Actions;
using RefundAgent.Evidence;
using RefundAgent.Identity;
using RefundAgent.Payments;
using RefundAgent.Records;
using RefundAgent.Tickets;
using Stripe;

namespace RefundAgent.Adapters.Payments;

/// <summary>All refunds of a Stripe account by the time at which they were made (docs.stripe.com/api/refunds/list).</summary>
internal sealed class StripeHistory(StripeClient client, TimeProvider time) : IRefundHistory
{
    private const int PageSize = 100;

    public async IAsyncEnumerable<ProviderEvent.RefundChanged> SinceAsync(
        TenantId tenant, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new RefundListOptions { Created = new DateRangeOptions { GreaterThanOrEqual = since.UtcDateTime }, Limit = PageSize };
        await using var refunds = client.V1.Refunds.ListAutoPagingAsync(options, cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(refunds, cancellationToken))
        {
            if (Read(refunds.Current) is { } report)
            {
                yield return report;
            }
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<Refund> refunds, CancellationToken cancellationToken)
    {
        try
        {
            return await refunds.MoveNextAsync();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw StripeFaults.ExceptionOf(fault, time.GetUtcNow());
        }
    }

    /// <summary>Null for a refund of no payment, such as one of a customer's balance. A word that is not known may mean money on its way.</summary>
    private ProviderEvent.RefundChanged? Read(Refund refund)
    {
        var made = StripeRefunds.Read(refund);
        made = made.State == RefundState.Unknown ? made with { State = RefundState.Pending } : made;
        ImmutableArray<PaymentReference> payments =
            [.. new[] { refund.ChargeId, refund.PaymentIntentId }.Where(id => !string.IsNullOrEmpty(id)).Select(id => PaymentReference.From(id))];
        return payments.IsEmpty ? null : new ProviderEvent.RefundChanged
        {
            Id = ProviderEventId.From($"found-{made.Reference}-{made.State}"),
            At = time.GetUtcNow(),
            Payments = payments,
            Refund = made,
            Tenant = Named<TenantId>(refund, StripeRefunds.TenantName),
            Decision = Named<DecisionId>(refund, StripeRefunds.DecisionName),
            Order = Named<OrderId>(refund, StripeRefunds.OrderName),
            Claim = Named<ClaimId>(refund, StripeRefunds.ClaimName),
            Note = refund.Metadata?.GetValueOrDefault(StripeRefunds.NoteName),
            MadeAt = new DateTimeOffset(DateTime.SpecifyKind(refund.Created, DateTimeKind.Utc)),
            Reason = refund.FailureReason,
        };
    }

    private static T? Named<T>(Refund refund, string name)
        where T : struct, IId<T> =>
        refund.Metadata?.GetValueOrDefault(name) is { } text && Id.TryParse<T>(text, out var named) ? named : null;
}
