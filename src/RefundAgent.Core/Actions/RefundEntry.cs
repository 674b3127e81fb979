using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Actions;

/// <summary>One row of the refund ledger, written before the provider is called: the truth about money.</summary>
public sealed record RefundEntry
{
    private readonly Money? shipping;

    public required RefundKey Key { get; init; }

    public required TenantId Tenant { get; init; }

    public required CustomerId Customer { get; init; }

    public required OrderId Order { get; init; }

    public required PaymentReference Payment { get; init; }

    /// <summary>That paid; the request may have been made first in an earlier one, which asked a question.</summary>
    public required DecisionId Decision { get; init; }

    public required ClaimId Claim { get; init; }

    public required Money Amount { get; init; }

    /// <summary>What of <see cref="Amount"/> is for delivery; zero in rows of versions that did not tell.</summary>
    public Money Shipping { get => shipping ?? Money.Zero(Amount.Currency); init => shipping = value; }

    /// <summary>A multiset: one entry a unit given back.</summary>
    public required ImmutableArray<ItemId> Items { get; init; }

    public RefundDestination Destination { get; init; }

    public RefundInitiator Initiator { get; init; }

    /// <summary>What the customer gave as the reason, as one of the reader's reasons; null where none was given.</summary>
    public string? Reason { get; init; }

    public required RefundState State { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When somebody set out to ask the provider; null as long as no provider can have heard of it.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The provider's id of the refund, once known.</summary>
    public string? ProviderReference { get; init; }

    /// <summary>Why it failed or is unknown.</summary>
    public string? Detail { get; init; }

    /// <summary>The store's own mark of the row's version; never written into the row.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    /// <summary>The UTC day that it counts to.</summary>
    [JsonIgnore]
    public DateOnly Day => DateOnly.FromDateTime(PlannedAt.UtcDateTime);

    /// <summary>What the row says came of it; an outcome that nobody knows for one that is still under way.</summary>
    [JsonIgnore]
    public RefundResult Result => State switch
    {
        RefundState.Succeeded => new RefundResult.Succeeded(ProviderReference ?? Key.Value),
        RefundState.Pending => new RefundResult.Pending(ProviderReference ?? Key.Value),
        RefundState.Failed => RefundResult.Failed.Read(Detail ?? string.Empty),
        _ => new RefundResult.Unknown(Detail ?? "The refund is being carried out elsewhere."),
    };

    /// <summary>The provider itself has failed the refund, which is final: whatever else it says of it is older news that comes late.</summary>
    public bool WasFailedAs(string? reference) => State == RefundState.Failed && reference is not null && ProviderReference == reference;

    /// <summary>Two answers to one question share its key: what the first came to must not be told as the outcome of the second.</summary>
    public bool IsSamePlanAs(RefundEntry other) =>
        Key == other.Key && Amount == other.Amount && Order == other.Order && Payment == other.Payment && Items.SequenceEqual(other.Items);
}
