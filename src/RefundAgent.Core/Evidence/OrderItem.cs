using System.Collections.Immutable;
using RefundAgent.Amounts;

namespace RefundAgent.Evidence;

/// <summary>One line of an order.</summary>
public sealed record OrderItem
{
    public required ItemId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Variant as the shop describes it, for example <c>color → black</c>.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Units bought, at least one.</summary>
    public required int Quantity { get; init; }

    /// <summary>List price of one unit, before discounts on the order.</summary>
    public required Money UnitPrice { get; init; }

    /// <summary>The shop's own word in lower case, for windows and rules of a category: <c>shoes</c>, <c>hygiene</c>, …</summary>
    public string? Category { get; init; }

    public bool FinalSale { get; init; }

    /// <summary>
    /// No legal right of withdrawal: made to order, perishable, unsealed hygiene or digital goods, dated leisure (Directive 2011/83/EU, Art. 16).
    /// </summary>
    public bool WithdrawalExempt { get; init; }
}
