using System.Globalization;
using System.Text.Json.Nodes;

namespace RefundAgent.Tests.Payments;

/// <summary>One answer of a <see cref="ScriptedStripe"/>, in the shapes of Stripe's API.</summary>
internal abstract record StripeReply
{
    private StripeReply()
    {
    }

    public sealed record Body(int Status, string Content, string? RetryAfter = null, string? ShouldRetry = null) : StripeReply;

    /// <summary>Takes the request and never answers it.</summary>
    public sealed record Hang : StripeReply;

    /// <summary>Takes the request and drops the connection.</summary>
    public sealed record Cut : StripeReply;

    public static Body Charge(string currency = "usd", long amount = 100_00, long refunded = 0, bool disputed = false) => Ok(new()
    {
        ["id"] = "ch_1",
        ["object"] = "charge",
        ["amount"] = amount,
        ["amount_captured"] = amount,
        ["amount_refunded"] = refunded,
        ["currency"] = currency,
        ["disputed"] = disputed,
    });

    /// <param name="charge">What the intent was paid by; null where nobody paid it.</param>
    public static Body Intent(long received, Body? charge) => Ok(new()
    {
        ["id"] = "pi_1",
        ["object"] = "payment_intent",
        ["amount"] = 100_00,
        ["amount_received"] = received,
        ["currency"] = "usd",
        ["latest_charge"] = charge is null ? null : JsonNode.Parse(charge.Content),
    });

    public static JsonObject RefundObject(string? status = "succeeded", long amount = 10_00, string id = "re_1", string? key = null) => new()
    {
        ["id"] = id,
        ["object"] = "refund",
        ["amount"] = amount,
        ["currency"] = "usd",
        ["status"] = status,
        ["metadata"] = key is null ? [] : new JsonObject { ["refund_key"] = key },
    };

    public static Body Refund(string? status = "succeeded", string? failure = null, string? pending = null, long amount = 10_00)
    {
        var refund = RefundObject(status, amount);
        refund["failure_reason"] = failure;
        refund["pending_reason"] = pending;
        return Ok(refund);
    }

    public static Body Disputes(params string[] statuses) => List(statuses.Select((status, index) => new JsonObject
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"dp_{index}"),
        ["object"] = "dispute",
        ["status"] = status,
    }));

    public static Body List(IEnumerable<JsonObject> items, bool more = false) => Ok(new()
    {
        ["object"] = "list",
        ["has_more"] = more,
        ["url"] = "/v1/refunds",
        ["data"] = new JsonArray([.. items]),
    });

    public static Body Error(
        int status, string? code = null, string type = "invalid_request_error", string message = "scripted", string? param = null,
        string? retryAfter = null, string? shouldRetry = null)
    {
        var error = new JsonObject { ["type"] = type, ["code"] = code, ["message"] = message, ["param"] = param };
        return new Body(status, new JsonObject { ["error"] = error }.ToJsonString(), retryAfter, shouldRetry);
    }

    private static Body Ok(JsonObject body) => new(200, body.ToJsonString());
}
