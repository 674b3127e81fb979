using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Actions;

/// <summary>
/// A claim's refund as it was intended, whole, so that it can be carried out again after a crash without deciding again. It has several
/// parts where the order was paid in several ways, since each gets its own back.
/// </summary>
/// <param name="Parts">In the order in which they are paid; never empty, and all of one order.</param>
/// <param name="Caps">What all of them together may not pass.</param>
public sealed record RefundAction(ImmutableArray<RefundPart> Parts, RefundCaps Caps)
{
    [JsonIgnore]
    public ImmutableArray<RefundEntry> Plans => [.. Parts.Select(part => part.Plan)];

    [JsonIgnore]
    public OrderId Order => Parts[0].Plan.Order;

    [JsonIgnore]
    public Money Amount => Parts.Select(part => part.Plan.Amount).Aggregate((sum, amount) => sum + amount);

    /// <summary>What of <see cref="Amount"/> is for delivery.</summary>
    [JsonIgnore]
    public Money Shipping => Parts.Select(part => part.Plan.Shipping).Aggregate((sum, shipping) => sum + shipping);

    /// <summary>A multiset: one entry a unit given back.</summary>
    [JsonIgnore]
    public ImmutableArray<ItemId> Items => [.. Parts.SelectMany(part => part.Plan.Items)];

    /// <summary>
    /// Of the whole: what needs somebody's attention most, and only where nothing does, that the money is on its way or there. Null until
    /// the provider was asked for every part.
    /// </summary>
    [JsonIgnore]
    public RefundResult? Result =>
        Parts.Select(part => part.Result).FirstOrDefault(result => result is RefundResult.Unknown)
        ?? Parts.Select(part => part.Result).FirstOrDefault(result => result is RefundResult.Failed)
        ?? (Parts.Any(part => part.Result is null)
            ? null
            : Parts.Select(part => part.Result).FirstOrDefault(result => result is RefundResult.Pending) ?? Parts[0].Result);

    /// <summary>Nothing that anybody still finds out at the provider by asking again.</summary>
    [JsonIgnore]
    public bool IsSettled => Parts.All(part => part.Result is RefundResult.Succeeded or RefundResult.Failed);

    /// <summary>What has moved or is on its way.</summary>
    [JsonIgnore]
    public Money Moved => Parts.Where(part => part.Result is RefundResult.Succeeded or RefundResult.Pending)
        .Aggregate(Money.Zero(Amount.Currency), (sum, part) => sum + part.Plan.Amount);

    public RefundAction With(IEnumerable<RefundResult?> results) =>
        this with { Parts = [.. Parts.Zip(results, (part, result) => part with { Result = result })] };

    /// <summary>The same refusal for all parts: they are planned together or not at all.</summary>
    public RefundAction Refused(RefundFailure failure, string why) =>
        With(Parts.Select(_ => new RefundResult.Failed(failure, why)));
}

/// <summary>What goes back by one payment.</summary>
/// <param name="Plan">The ledger row to insert.</param>
/// <param name="Result">The provider's or the ledger's answer; null until the call has been made.</param>
public sealed record RefundPart(RefundEntry Plan, RefundResult? Result = null);
