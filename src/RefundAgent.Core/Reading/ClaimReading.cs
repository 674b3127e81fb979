using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Reading;

/// <summary>One request as it was understood from a message, with what stays doubtful said instead of guessed.</summary>
public sealed record ClaimReading
{
    public required RequestKind Request { get; init; }

    /// <summary>One of the customer's own orders; null where none could be told for certain.</summary>
    public OrderId? Order { get; init; }

    /// <summary>
    /// Units asked for, one entry a unit (a multiset), all of them in <see cref="Order"/>; empty with <see cref="WholeOrder"/>,
    /// or where none could be told.
    /// </summary>
    public ImmutableArray<ItemId> Items { get; init; } = [];

    /// <summary>The request is for everything in the order.</summary>
    public bool WholeOrder { get; init; }

    /// <summary>A canonical reason (see <see cref="ClaimReason"/>) or the form's own word; null where none was given.</summary>
    public string? Reason { get; init; }

    /// <summary>A sum that the customer names for this request.</summary>
    public Money? Requested { get; init; }

    /// <summary>Where the customer wants the money, as written (<c>gift_card_1725971</c>, <c>paypal</c>); null for the original method.</summary>
    public string? Destination { get; init; }

    /// <summary>The part of the message that this was read from.</summary>
    public required string Span { get; init; }

    /// <summary>What must be asked or judged before money may move; empty only when the reading is certain.</summary>
    public ImmutableArray<Doubt> Doubts { get; init; } = [];

    /// <summary>Who read it so.</summary>
    public Readers Readers { get; init; }

    public bool IsCertain => Doubts.IsEmpty;

    /// <summary>A request that gives money back when it is granted.</summary>
    public bool IsAboutMoney => Request is RequestKind.Return or RequestKind.Cancel or RequestKind.Refund;
}
