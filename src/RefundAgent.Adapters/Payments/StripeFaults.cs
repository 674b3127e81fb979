using System.Net;
using RefundAgent.Actions;
using Stripe;

namespace RefundAgent.Adapters.Payments;

/// <summary>
/// Stripe's errors in our words (docs.stripe.com/error-codes). One question decides each: is it certain that no money has moved under this
/// key and none will? Only then is it <see cref="RefundResult.Failed"/>, which frees the sum for another refund; all else is
/// <see cref="RefundResult.Unknown"/>, which keeps it reserved until it has been looked up.
/// </summary>
internal static class StripeFaults
{
    /// <summary>
    /// What is wrong on the merchant's side and will be mended there. Nothing was executed; yet a failure would be told to the customer
    /// and be final, although the refund is right. As unknown it stays reserved, is seen, and can be carried out once the fault is gone.
    /// </summary>
    private static readonly HashSet<string> MerchantFaults = new(StringComparer.Ordinal)
    {
        "account_invalid", "api_key_expired", "balance_insufficient", "livemode_mismatch", "platform_api_key_expired",
        "secret_key_required", "testmode_charges_only", "tls_version_unsupported",
    };

    public static RefundResult ResultOf(Exception fault, DateTimeOffset now) => fault switch
    {
        StripeException { StripeError: { } error } refused => OfError(error, refused, now),
        StripeException answered => NoUse(answered, now),
        ProviderException told => new RefundResult.Unknown(told.Message) { Retry = told.Retry },
        _ => new RefundResult.Unknown("Stripe could not be reached, or broke off.") { Retry = new RetryHint() },
    };

    /// <summary>The same for a read, which moves no money and has nothing to say without an answer.</summary>
    public static ProviderException ExceptionOf(Exception fault, DateTimeOffset now) => ResultOf(fault, now) switch
    {
        RefundResult.Unknown unknown => new ProviderException(unknown.Detail, unknown.Retry, fault),
        RefundResult.Failed failed => new ProviderException(failed.Detail, inner: fault),
        _ => throw new InvalidOperationException("A fault is no success."),
    };

    /// <summary>There is no such charge or intent, in the mode and the account that the key belongs to.</summary>
    public static bool IsMissing(StripeException fault) =>
        fault.StripeError is { Code: "resource_missing" } error && !IsOfOtherMode(error);

    private static RefundResult OfError(StripeError error, StripeException refused, DateTimeOffset now) => error.Code switch
    {
        "charge_already_refunded" => Failed(RefundFailure.AlreadyRefunded, error),
        "charge_disputed" or "refund_disputed_payment" => Failed(RefundFailure.Disputed, error),
        "amount_too_large" => Failed(RefundFailure.TooLarge, error),
        "resource_missing" => IsOfOtherMode(error)
            ? new RefundResult.Unknown(
                $"The payment is of Stripe's other mode (test or live) than our API key: check {SettingNames.PaymentsStripeApiKey}.")
            : Failed(RefundFailure.NotFound, error),
        "idempotency_key_in_use" =>
            new RefundResult.Unknown("Stripe is still busy with an earlier try of this refund.") { Retry = HintOf(refused, now) },

        // Stripe knows our key from a request with other parameters: it has something, and only its list can tell what.
        _ when error.Type == "idempotency_error" =>
            new RefundResult.Unknown("Stripe knows this refund's key from a request that differed: a person must compare the two."),
        { } code when MerchantFaults.Contains(code) =>
            new RefundResult.Unknown($"Stripe does not carry out refunds of this account now ({code})."),
        _ => OfStatus(error, refused, now),
    };

    private static RefundResult OfStatus(StripeError error, StripeException refused, DateTimeOffset now) => refused.HttpStatusCode switch
    {
        // As the faults of the merchant's side above; the message is left out, since it quotes from the key.
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            new RefundResult.Unknown(
                $"Stripe does not accept our API key, or does not let it refund: check {SettingNames.PaymentsStripeApiKey}."),
        HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired when error.Type is "invalid_request_error" or "card_error" =>
            Failed(IsOverRefund(error) ? RefundFailure.TooLarge : RefundFailure.Rejected, error),
        _ => NoUse(refused, now),
    };

    /// <summary>Told in words only: this error has no code.</summary>
    private static bool IsOverRefund(StripeError error) =>
        error.Param == "amount" && error.Message?.Contains("is greater than", StringComparison.Ordinal) == true;

    private static bool IsOfOtherMode(StripeError error) =>
        error.Message?.Contains("a similar object exists in", StringComparison.Ordinal) == true;

    private static RefundResult.Failed Failed(RefundFailure failure, StripeError error) =>
        new(failure, error.Message ?? $"Stripe: {error.Code}");

    private static RefundResult.Unknown NoUse(StripeException answered, DateTimeOffset now) =>
        new($"Stripe gave no usable answer (HTTP {(int)answered.HttpStatusCode}).") { Retry = HintOf(answered, now) };

    /// <summary>Stripe keeps some answers, errors of its own included, and says so: asking again would get the same for a day.</summary>
    private static RetryHint? HintOf(StripeException fault, DateTimeOffset now)
    {
        if (fault.StripeResponse?.Headers is not { } headers)
        {
            return new RetryHint();
        }

        if (headers.TryGetValues("Stripe-Should-Retry", out var should) && should.Contains("false"))
        {
            return null;
        }

        return new RetryHint(headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > now => date - now,
            _ => null,
        });
    }
}
