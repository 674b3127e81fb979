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
    public required RefundKey Key { get; init; }

    public required TenantId Tenant { get; init; }

    public required CustomerId Customer { get; init; }

    public required OrderId Order { get; init; }

    public required PaymentReference Payment { get; init; }

    public required DecisionId Decision { get; init; }

    public required ClaimId Claim { get; init; }

    public required Money Amount { get; init; }

    /// <summary>A multiset: one entry a unit given back.</summary>
    public required ImmutableArray<ItemId> Items { get; init; }

    public required RefundState State { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The provider's id of the refund, once known.</summary>
    public string? ProviderReference { get; init; }

    /// <summary>Why it failed or is unknown.</summary>
    public string? Detail { get; init; }

    /// <summary>The store's own mark of the row's version; never written into the row.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    [JsonIgnore]
    public bool HoldsMoney => State != RefundState.Failed;
}
