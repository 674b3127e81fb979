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
}
