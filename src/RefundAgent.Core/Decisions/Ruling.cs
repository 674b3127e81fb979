using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Replies;
using RefundAgent.Tickets;

namespace RefundAgent.Decisions;

/// <summary>The policy's word on a claim: the only thing that money moves on. A closed set.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "outcome")]
[JsonDerivedType(typeof(Approve), "approve")]
[JsonDerivedType(typeof(Deny), "deny")]
[JsonDerivedType(typeof(Ask), "ask")]
[JsonDerivedType(typeof(Escalate), "escalate")]
public abstract record Ruling
{
    private Ruling()
    {
    }

    /// <summary>The rules, items and limits behind it, in the order in which they were applied; never empty.</summary>
    public required ImmutableArray<Reason> Reasons { get; init; }

    [JsonIgnore]
    public Outcome Outcome => this switch
    {
        Approve => Outcome.Approve,
        Deny => Outcome.Deny,
        Ask => Outcome.Ask,
        _ => Outcome.Escalate,
    };

    /// <summary>True where a person must agree before anything happens.</summary>
    [JsonIgnore]
    public bool WaitsForPerson => this is Approve { Hold: not null } or Deny { Hold: not null };

    public sealed record Approve : Ruling
    {
        private readonly Money? shipping;

        /// <summary>Above zero and within the entitlement.</summary>
        public required Money Amount { get; init; }

        /// <summary>What of it counts as delivery given back; zero where a version ruled that did not tell.</summary>
        public Money Shipping { get => shipping ?? Money.Zero(Amount.Currency); init => shipping = value; }

        public required OrderId Order { get; init; }

        /// <summary>A multiset: one entry a unit; every unit of the order for a whole order.</summary>
        public required ImmutableArray<ItemId> Items { get; init; }

        /// <summary>Why a person must agree first; null to execute at once.</summary>
        public Hold? Hold { get; init; }

        public RefundDestination PayTo { get; init; }

        /// <summary>The customer need not send anything back.</summary>
        public bool KeepItem { get; init; }
    }

    public sealed record Deny : Ruling
    {
        public Hold? Hold { get; init; }
    }

    public sealed record Ask : Ruling
    {
        /// <summary>What is missing, in words for the customer; never empty.</summary>
        public required ImmutableArray<string> Missing { get; init; }

        /// <summary>The first of <see cref="Missing"/>, where they are the program's own: those can be asked in any language.</summary>
        public ImmutableArray<Phrase> Questions { get; init; } = [];
    }

    public sealed record Escalate : Ruling
    {
        /// <summary>Who should look at it.</summary>
        public required Roles To { get; init; }
    }
}
