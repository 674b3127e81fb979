namespace RefundAgent.Tests.Payments;

/// <summary>Events as Stripe sends them, with every field that matters and some that don't; tests change what they are about.</summary>
internal static class StripeEvents
{
    public const long Created = 1_768_910_400;

    public static Dictionary<string, object?> Event(string type, object about, string id = "evt_1", long created = Created, bool livemode = false) => new()
    {
        ["id"] = id,
        ["object"] = "event",
        ["api_version"] = "2025-06-30.basil",
        ["created"] = created,
        ["data"] = new Dictionary<string, object?> { ["object"] = about },
        ["livemode"] = livemode,
        ["pending_webhooks"] = 1,
        ["request"] = new Dictionary<string, object?> { ["id"] = null, ["idempotency_key"] = null },
        ["type"] = type,
    };

    public static Dictionary<string, object?> Dispute(
        string status = "needs_response", string id = "dp_1", string payment = "pay_1001", long amount = 48_00, string currency = "usd") => new()
    {
        ["id"] = id,
        ["object"] = "dispute",
        ["amount"] = amount,
        ["charge"] = payment,
        ["currency"] = currency,
        ["evidence"] = new Dictionary<string, object?> { ["customer_name"] = "Mara Lind" },
        ["is_charge_refundable"] = status.StartsWith("warning_", StringComparison.Ordinal),
        ["payment_intent"] = null,
        ["reason"] = "fraudulent",
        ["status"] = status,
    };

    public static Dictionary<string, object?> Warning(string id = "issfr_1", string payment = "pay_1001") => new()
    {
        ["id"] = id,
        ["object"] = "radar.early_fraud_warning",
        ["actionable"] = true,
        ["charge"] = payment,
        ["created"] = Created,
        ["fraud_type"] = "made_with_stolen_card",
    };

    public static Dictionary<string, object?> Refund(
        string status = "succeeded",
        string id = "re_1",
        string payment = "pay_1001",
        long amount = 48_00,
        string currency = "usd",
        string? failure = null,
        IReadOnlyDictionary<string, object?>? metadata = null) => new()
    {
        ["id"] = id,
        ["object"] = "refund",
        ["amount"] = amount,
        ["charge"] = payment,
        ["currency"] = currency,
        ["failure_reason"] = failure,
        ["metadata"] = metadata ?? new Dictionary<string, object?>(),
        ["payment_intent"] = null,
        ["reason"] = "requested_by_customer",
        ["status"] = status,
    };

    public static Dictionary<string, object?> Without(this Dictionary<string, object?> body, string field)
    {
        var less = new Dictionary<string, object?>(body);
        less.Remove(field);
        return less;
    }
}
