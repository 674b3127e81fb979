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
    public sealed record Pending(string Reference) : RefundResult;

    /// <summary>Refused for good: no money has moved and none will.</summary>
    public sealed record Failed(RefundFailure Failure, string Detail) : RefundResult;

    /// <summary>Nobody knows whether money moved; the ledger row stays reserved until it is looked up.</summary>
    public sealed record Unknown(string Detail) : RefundResult;
}

/// <summary>Why a provider refuses, in the words that providers share.</summary>
public enum RefundFailure
{
    /// <summary>Our own ledger refused: order, customer or limit.</summary>
    Limit,

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
