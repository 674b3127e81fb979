using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Tickets;
using Stripe;

namespace RefundAgent.Adapters.Payments;

/// <summary>
/// Refunds by Stripe, in full or in part, of charges and payment intents. It only translates: tries, limits and records are the business of
/// what wraps it. A refund takes two requests, because Stripe reads the amount in the payment's currency and takes none from us: ten units
/// of the wrong one would be paid without a word.
/// </summary>
internal sealed class StripeGateway(StripeClient client, TimeProvider time) : IRefundGateway
{
    private const int PageSize = 100;

    public async Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        if (request.Destination != RefundDestination.Original)
        {
            return new RefundResult.Failed(RefundFailure.Rejected, "Stripe pays back the way the money came, and no other.");
        }

        if (StripePayment.Of(request.Payment) is not { } payment)
        {
            return new RefundResult.Failed(
                RefundFailure.NotFound,
                $"'{request.Payment}' is no payment of Stripe's: an order's paymentReference must be a charge (ch_…) or a payment intent "
                + "(pi_…).");
        }

        return StripeAmounts.TryWrite(request.Amount, out var amount, out var why)
            ? await AskAsync(request, payment, amount, cancellationToken)
            : new RefundResult.Failed(RefundFailure.Rejected, why);
    }

    public Task<Payment?> GetPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        ReadAsync(payment, known => FindAsync(payment, known, cancellationToken), null, cancellationToken);

    public Task<ImmutableArray<ProviderRefund>> ListRefundsAsync(
        TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
        ReadAsync(payment, known => ListAsync(known, cancellationToken), [], cancellationToken);

    private async Task<RefundResult> AskAsync(
        RefundRequest request, StripePayment payment, long amount, CancellationToken cancellationToken)
    {
        try
        {
            var currency = await CurrencyOfAsync(payment, cancellationToken);
            if (!string.Equals(currency, request.Amount.Currency.Code, StringComparison.OrdinalIgnoreCase))
            {
                return new RefundResult.Failed(
                    RefundFailure.Rejected,
                    $"The payment was made in {currency.ToUpperInvariant()}, so {request.Amount} cannot be refunded of it.");
            }

            var refund = await client.V1.Refunds.CreateAsync(
                StripeRefunds.Write(request, payment, amount),
                new RequestOptions { IdempotencyKey = request.Key.Value },
                cancellationToken);
            return StripeRefunds.ResultOf(refund, amount);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return StripeFaults.ResultOf(fault, time.GetUtcNow());
        }
    }

    private async Task<string> CurrencyOfAsync(StripePayment payment, CancellationToken cancellationToken)
    {
        var currency = payment.IsIntent
            ? (await client.V1.PaymentIntents.GetAsync(payment.Id, cancellationToken: cancellationToken)).Currency
            : (await client.V1.Charges.GetAsync(payment.Id, cancellationToken: cancellationToken)).Currency;
        return currency ?? throw NoPayment();
    }

    private async Task<Payment?> FindAsync(PaymentReference reference, StripePayment payment, CancellationToken cancellationToken)
    {
        if (!payment.IsIntent)
        {
            var charge = await client.V1.Charges.GetAsync(payment.Id, cancellationToken: cancellationToken);
            return await DescribeAsync(
                reference, charge.Id, charge.Amount, charge.AmountCaptured, charge.Currency, charge, cancellationToken);
        }

        var intent = await client.V1.PaymentIntents.GetAsync(
            payment.Id, new PaymentIntentGetOptions { Expand = ["latest_charge"] }, cancellationToken: cancellationToken);
        return await DescribeAsync(
            reference, intent.Id, intent.Amount, intent.AmountReceived, intent.Currency, intent.LatestCharge, cancellationToken);
    }

    /// <param name="charge">Null for an intent that nobody has paid yet.</param>
    private async Task<Payment> DescribeAsync(
        PaymentReference reference,
        string? id,
        long amount,
        long captured,
        string? currency,
        Charge? charge,
        CancellationToken cancellationToken) =>
        new(
            reference,
            Read(id, amount, currency),
            Read(id, captured, currency),
            Read(id, charge?.AmountRefunded ?? 0, currency),
            charge is { Disputed: true } && await HasOpenDisputeAsync(charge.Id, cancellationToken));

    /// <summary>A charge stays marked as disputed for good, so only its disputes tell whether one is open.</summary>
    private async Task<bool> HasOpenDisputeAsync(string charge, CancellationToken cancellationToken)
    {
        var disputes = await client.V1.Disputes.ListAsync(
            new DisputeListOptions { Charge = charge, Limit = PageSize }, cancellationToken: cancellationToken);
        return disputes.Any(dispute => dispute.Status is "needs_response" or "under_review");
    }

    private async Task<ImmutableArray<ProviderRefund>> ListAsync(StripePayment payment, CancellationToken cancellationToken)
    {
        var refunds = ImmutableArray.CreateBuilder<ProviderRefund>();
        var options = new RefundListOptions { Charge = payment.Charge, PaymentIntent = payment.Intent, Limit = PageSize };
        await foreach (var refund in client.V1.Refunds.ListAutoPagingAsync(options, cancellationToken: cancellationToken))
        {
            refunds.Add(StripeRefunds.Read(refund));
        }

        return refunds.DrainToImmutable();
    }

    /// <param name="missing">Where Stripe knows no such payment.</param>
    private async Task<T> ReadAsync<T>(
        PaymentReference reference, Func<StripePayment, Task<T>> read, T missing, CancellationToken cancellationToken)
    {
        try
        {
            return StripePayment.Of(reference) is { } payment ? await read(payment) : missing;
        }
        catch (StripeException none) when (StripeFaults.IsMissing(none))
        {
            return missing;
        }
        catch (Exception fault) when (fault is not ProviderException && !cancellationToken.IsCancellationRequested)
        {
            throw StripeFaults.ExceptionOf(fault, time.GetUtcNow());
        }
    }

    private static Money Read(string? id, long amount, string? currency) =>
        id is null ? throw NoPayment() : StripeAmounts.Read(amount, currency);

    private static ProviderException NoPayment() => new("Stripe answered with something that is no payment.", new RetryHint());
}
