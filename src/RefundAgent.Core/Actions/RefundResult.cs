using System.Text.Json.Serialization;

namespace RefundAgent.Actions;

/// <summary>A provider's answer; a closed set, so that every caller has to think of every one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "result")]
[JsonDerivedType(typeof(Succeeded), "succeeded")]
[JsonDerivedType(typeof(Pending), "pending")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Unknown), "unknown")]
public abstract record RefundResult
{
    private RefundResult()
    {
    }

    /// <param name="Reference">The provider's id of the refund.</param>
    public sealed record Succeeded(string Reference) : RefundResult;

    /// <inheritdoc cref="Succeeded"/>
    public sealed record Pending(string Reference) : RefundResult
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public PendingReason Reason { get; init; }
    }

    /// <summary>Refused for good: no money has moved and none will.</summary>
    public sealed record Failed(RefundFailure Failure, string Detail) : RefundResult
    {
        /// <summary>As a ledger row keeps it.</summary>
        [JsonIgnore]
        public string Written => $"{Failure}: {Detail}";

        /// <summary>Reads <see cref="Written"/> back; words of any other origin are a refusal by the provider.</summary>
        public static Failed Read(string written)
        {
            var colon = written.IndexOf(": ", StringComparison.Ordinal);
            return colon > 0 && Enum.TryParse<RefundFailure>(written.AsSpan(0, colon), out var failure)
                ? new Failed(failure, written[(colon + 2)..])
                : new Failed(RefundFailure.Rejected, written);
        }
    }

    /// <summary>Nobody knows whether money moved; the ledger row stays reserved until it is looked up.</summary>
    public sealed record Unknown(string Detail) : RefundResult
    {
        /// <summary>Null where asking again, under the same key, would only get the same answer; good for this call, so never stored.</summary>
        [JsonIgnore]
        public RetryHint? Retry { get; init; }
    }
}

/// <summary>That a provider may be asked again.</summary>
/// <param name="After">How long it wants to be left alone; null where it did not say.</param>
public sealed record RetryHint(TimeSpan? After = null);

/// <summary>What a pending refund waits for, where the provider says.</summary>
public enum PendingReason
{
    Processing,

    /// <summary>The customer has to say where the money should go; it may still move, so this is no failure.</summary>
    CustomerAction,

    /// <summary>The merchant's balance at the provider does not cover it yet.</summary>
    MerchantFunds,

    /// <summary>The payment itself has not settled.</summary>
    PaymentUnsettled,
}

/// <summary>Why a provider refuses, in the words that providers share.</summary>
public enum RefundFailure
{
    /// <summary>Our own ledger refused: order, customer or limit.</summary>
    Limit,

    /// <summary>The tenant's limit for the day, or for the agent alone in a day, is used up.</summary>
    DailyLimit,

    AlreadyRefunded,
    Disputed,
    TooLarge,
    WindowExpired,
    NotFound,
    RateLimited,
    RequiresAction,
    Canceled,
    Rejected,
}
