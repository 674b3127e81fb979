using RefundAgent.Actions;
using RefundAgent.Identity;
using Stripe;

namespace RefundAgent.Adapters.Payments;

/// <summary>Stripe's refund object, to it and from it.</summary>
internal static class StripeRefunds
{
    /// <summary>Finds our refund again in Stripe's list.</summary>
    public const string KeyName = "refund_key";

    public const string TenantName = "tenant";
    public const string DecisionName = "decision";
    public const string OrderName = "order";
    public const string ClaimName = "claim";
    public const string NoteName = "refund";

    private const int LongestValue = 500;

    /// <summary>
    /// Stripe compares a repeated request with the first one, metadata included: nothing may be added here that does not stand in the
    /// ledger's row, or a repeated try would differ from the first and be refused. The reason is always the customer's wish: `fraudulent`
    /// would also block the customer's card, and is not for an agent to say.
    /// </summary>
    public static RefundCreateOptions Write(RefundRequest request, StripePayment payment, long amount) => new()
    {
        Charge = payment.Charge,
        PaymentIntent = payment.Intent,
        Amount = amount,
        Reason = RefundReasons.RequestedByCustomer,
        Metadata = WordsOf(request),
    };

    /// <param name="asked">In Stripe's units; an answer about another sum is not the answer to this request.</param>
    public static RefundResult ResultOf(Refund refund, long asked) => refund switch
    {
        { Id: null or "" } => new RefundResult.Unknown("Stripe answered with something that is no refund.") { Retry = new RetryHint() },
        _ when refund.Amount != asked =>
            new RefundResult.Unknown($"Stripe answered with refund {refund.Id} of another amount: a person must compare the two."),
        { Status: "succeeded" } => new RefundResult.Succeeded(refund.Id),
        { Status: "pending" } => new RefundResult.Pending(refund.Id) { Reason = ReasonOf(refund.PendingReason) },
        { Status: "requires_action" } => new RefundResult.Pending(refund.Id) { Reason = PendingReason.CustomerAction },
        { Status: "failed" } => new RefundResult.Failed(FailureOf(refund.FailureReason), WordsOf(refund)),
        { Status: "canceled" } => new RefundResult.Failed(RefundFailure.Canceled, WordsOf(refund)),
        _ => new RefundResult.Unknown($"Stripe reports refund {refund.Id} as '{refund.Status}', a word that this version does not know."),
    };

    public static ProviderRefund Read(Refund refund) => new(
        refund.Id ?? throw new ProviderException("Stripe listed something that is no refund.", new RetryHint()),
        refund.Metadata?.GetValueOrDefault(KeyName) is { } key && Id.TryParse<RefundKey>(key, out var ours) ? ours : null,
        StripeAmounts.Read(refund.Amount, refund.Currency),
        StateOf(refund.Status));

    /// <summary>Unknown for a word that this version does not know.</summary>
    public static RefundState StateOf(string? status) => status switch
    {
        "succeeded" => RefundState.Succeeded,
        "pending" or "requires_action" => RefundState.Pending,
        "failed" or "canceled" => RefundState.Failed,
        _ => RefundState.Unknown,
    };

    private static Dictionary<string, string> WordsOf(RefundRequest request)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [KeyName] = request.Key.Value,
            [TenantName] = Cut(request.Tenant.Value),
            [DecisionName] = Cut(request.Decision.Value),
            [ClaimName] = Cut(request.Claim?.Value ?? "-"),
            [OrderName] = Cut(request.Order.Value),
        };
        if (request.Note is { } note)
        {
            words.Add(NoteName, note);
        }

        return words;
    }

    private static PendingReason ReasonOf(string? reason) => reason switch
    {
        "insufficient_funds" => PendingReason.MerchantFunds,
        "charge_pending" => PendingReason.PaymentUnsettled,
        _ => PendingReason.Processing,
    };

    private static RefundFailure FailureOf(string? reason) => reason switch
    {
        "charge_for_pending_refund_disputed" => RefundFailure.Disputed,
        "merchant_request" => RefundFailure.Canceled,
        _ => RefundFailure.Rejected,
    };

    private static string WordsOf(Refund refund) => $"Stripe reports refund {refund.Id} as {refund.Status}: " + refund.FailureReason switch
    {
        "lost_or_stolen_card" => "the card was lost or stolen.",
        "expired_or_canceled_card" => "the card has expired or was cancelled.",
        "charge_for_pending_refund_disputed" => "the customer disputed the charge meanwhile.",
        "insufficient_funds" => "the balance of the Stripe account does not cover it.",
        "declined" => "the bank declined it.",
        "merchant_request" => "it was cancelled by the merchant.",
        _ => "no reason is given.",
    };

    /// <summary>Never between the two halves of one character.</summary>
    private static string Cut(string value) =>
        value.Length <= LongestValue ? value : value[..(char.IsHighSurrogate(value[LongestValue - 1]) ? LongestValue - 1 : LongestValue)];
}
