using System.Text.Json;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Cli.Evaluate;

/// <summary>What a decision proposes and a person has yet to agree to.</summary>
internal static class Waiting
{
    /// <summary>The account as it would be once a person has said yes to everything that waits.</summary>
    public static CustomerAccount Agreed(CustomerAccount account, JsonElement answer) => account with
    {
        Orders = answer.GetProperty("claims").EnumerateArray()
            .Where(claim => claim.GetProperty("status").GetString() == "pendingApproval" && claim.TryGetProperty("refund", out _))
            .Select(claim => claim.GetProperty("refund").Deserialize<WaitingRefund>(CanonicalJson.Options)!)
            .Aggregate(account.Orders, (orders, refund) => orders.SetItem(
                refund.OrderId, refund.AddedTo(orders.GetValueOrDefault(refund.OrderId) ?? OrderTotal.Nothing(refund.Amount.Currency)))),
    };

    private sealed record WaitingRefund(OrderId OrderId, ItemId[] Items, Money Amount)
    {
        public OrderTotal AddedTo(OrderTotal total) => total with
        {
            Committed = total.Committed + Amount,
            Units = Items.Aggregate(total.Units, (units, item) => units.SetItem(item, units.GetValueOrDefault(item) + 1)),
        };
    }
}
