using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Decisions;

/// <summary>
/// How much is meant, said as a relation to the order and not as a number, so that what was learned on one order fits the next
/// and no advisor can name a price. The policy turns a basis into money and caps it by the entitlement.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "basis")]
[JsonDerivedType(typeof(Entitled), "entitled")]
[JsonDerivedType(typeof(ShareOfPaid), "shareOfPaid")]
[JsonDerivedType(typeof(ForItems), "items")]
[JsonDerivedType(typeof(Fixed), "fixed")]
public abstract record AmountBasis
{
    private AmountBasis()
    {
    }

    /// <summary>All that the claim is entitled to.</summary>
    public sealed record Entitled : AmountBasis;

    /// <param name="Share">Above 0, at most 1; of what was paid for the order.</param>
    public sealed record ShareOfPaid(decimal Share) : AmountBasis;

    /// <param name="Items">A multiset: one entry a unit.</param>
    public sealed record ForItems(ImmutableArray<ItemId> Items) : AmountBasis;

    /// <summary>Only ever set by a person's verdict or the policy.</summary>
    public sealed record Fixed(Money Amount) : AmountBasis;
}
