using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Payments;

/// <summary>What a payment provider reports of its own accord, in words that providers share; reports come late, twice and in any order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "report")]
[JsonDerivedType(typeof(DisputeChanged), "dispute")]
[JsonDerivedType(typeof(FraudWarned), "fraudWarning")]
[JsonDerivedType(typeof(RefundChanged), "refund")]
public abstract record ProviderEvent
{
    private ProviderEvent()
    {
    }

    public required ProviderEventId Id { get; init; }

    /// <summary>When the provider says that it came about, to the second: the newest counts, not the last to arrive.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The payment that it speaks of, under each of the ids that the provider has for it.</summary>
    public required ImmutableArray<PaymentReference> Payments { get; init; }

    /// <summary>A bank asks about a payment, takes it back, or has decided.</summary>
    public sealed record DisputeChanged : ProviderEvent
    {
        /// <summary>The provider's id of the dispute; one payment can have several.</summary>
        public required string Dispute { get; init; }

        public required DisputeState State { get; init; }

        /// <summary>The bank's reason as the provider words it, such as <c>fraudulent</c>.</summary>
        public string? Reason { get; init; }

        /// <summary>Null where it is in a currency that is not known here.</summary>
        public Money? Amount { get; init; }

        /// <summary>The bank takes the money back, or has: more than a question, and not decided for the shop.</summary>
        [JsonIgnore]
        public bool TakesMoney => State is DisputeState.Chargeback or DisputeState.Lost;
    }

    /// <summary>The card's issuer suspects fraud; nobody has disputed anything yet.</summary>
    public sealed record FraudWarned : ProviderEvent
    {
        /// <summary>The provider's id of the warning.</summary>
        public required string Warning { get; init; }

        /// <summary>The issuer's kind of fraud as the provider words it, such as <c>made_with_stolen_card</c>.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>A refund was made, went through, or failed, possibly after it had succeeded: a bank can send it back.</summary>
    public sealed record RefundChanged : ProviderEvent
    {
        /// <summary>With our key, where it bears one.</summary>
        public required ProviderRefund Refund { get; init; }

        /// <summary>Whose refund it is by the words that were left with it; null where none were.</summary>
        public TenantId? Tenant { get; init; }

        /// <summary>Which decision it goes back to, by the same words.</summary>
        public DecisionId? Decision { get; init; }

        /// <summary>What it was given back for, by the same words.</summary>
        public OrderId? Order { get; init; }

        /// <summary>Which claim of the decision, by the same words.</summary>
        public ClaimId? Claim { get; init; }

        /// <summary>What else was left with it, as <see cref="RefundNote"/> reads it.</summary>
        public string? Note { get; init; }

        /// <summary>When it was made; null where the provider does not say.</summary>
        public DateTimeOffset? MadeAt { get; init; }

        /// <summary>Why it failed as the provider words it, such as <c>expired_or_canceled_card</c>.</summary>
        public string? Reason { get; init; }
    }
}
