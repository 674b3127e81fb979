using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using RefundAgent.Amounts;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Reconciliation;

/// <summary>
/// Something about money that this product cannot put right by itself: a person sees it, mends it where it has to be mended, and closes it.
/// The same finding is the same record, however often it is made; a closed one comes back only with other facts.
/// </summary>
public sealed record Discrepancy
{
    public required DiscrepancyId Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required DiscrepancyKind Kind { get; init; }

    /// <summary>What it is about, by our or the provider's id: a refund's key, a charge, a decision, a queue.</summary>
    public required string Subject { get; init; }

    /// <summary>What is wrong, with the figures, and what to do, for a person.</summary>
    public required string Text { get; init; }

    public DecisionId? Decision { get; init; }

    /// <summary>How much money is in question, where that can be said.</summary>
    public Money? Amount { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public DiscrepancyClosing? Closed { get; init; }

    /// <summary>The store's own mark of the row's version; never written into the row.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    /// <param name="facts">What makes another finding of it: the states or sums that do not agree.</param>
    public static Discrepancy Of(
        TenantId tenant, DiscrepancyKind kind, string subject, string facts, string text, DateTimeOffset now, DecisionId? decision = null, Money? amount = null) => new()
    {
        Id = DiscrepancyId.For(tenant, kind, subject, facts),
        Tenant = tenant,
        Kind = kind,
        Subject = subject,
        Text = text,
        Decision = decision,
        Amount = amount,
        OpenedAt = now,
        LastSeenAt = now,
    };
}

/// <summary>Who closed it and what they noted.</summary>
public sealed record DiscrepancyClosing(PrincipalId By, DateTimeOffset At, string? Note);

/// <summary>The hash of what was found, so that finding it again finds the record.</summary>
[JsonConverter(typeof(IdJsonConverter<DiscrepancyId>))]
public readonly record struct DiscrepancyId(string Value) : IId<DiscrepancyId>
{
    public string Value { get; } = Identity.Id.Require(Value);

    public static DiscrepancyId From(string value) => new(value);

    public static DiscrepancyId For(TenantId tenant, DiscrepancyKind kind, string subject, string facts)
    {
        var text = $"{tenant.Value.Length}|{tenant}|{kind}|{subject.Length}|{subject}|{facts}";
        return new DiscrepancyId("dc_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12)));
    }

    public override string ToString() => Value;
}

/// <summary>What kinds of disagreement there are.</summary>
public enum DiscrepancyKind
{
    /// <summary>Nobody could find out whether a refund was made.</summary>
    RefundUnknown,

    /// <summary>The provider has not finished a refund for longer than it ever should.</summary>
    RefundPending,

    /// <summary>The bank sent a refund back that had succeeded, or the provider failed it late: the customer does not have the money.</summary>
    RefundReturned,

    /// <summary>The provider paid what the ledger had taken for failed.</summary>
    RefundPaidAfterFailure,

    /// <summary>The provider lists a refund that the ledger does not have, such as one made by hand in its dashboard.</summary>
    RefundOutsideLedger,

    /// <summary>The ledger has a refund as made that the provider does not list.</summary>
    RefundNotAtProvider,

    /// <summary>Ledger and provider have different sums under one key, or the order's total is not the sum of its rows.</summary>
    AmountsDiffer,

    /// <summary>More went back by a payment than it took in.</summary>
    OverRefunded,

    /// <summary>A payment that was refunded is disputed as well: the money may leave twice.</summary>
    RefundedAndDisputed,

    /// <summary>The provider reports about a payment that no order is known for.</summary>
    EventWithoutOrder,

    /// <summary>A decision could not be carried on.</summary>
    DecisionStuck,

    /// <summary>A day's total in the spend book is not the sum of its refunds.</summary>
    DayTotal,

    /// <summary>Messages lie in a poison queue.</summary>
    PoisonMessages,

    /// <summary>A row cannot be read.</summary>
    UnreadableRow,
}
