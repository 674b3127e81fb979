using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Tickets;

namespace RefundAgent.Evidence;

/// <summary>What the law gives the customer whatever the shop's own terms are. Unknown stays unsaid: a rule can't rest on a guess.</summary>
internal static class LawFacts
{
    public static void Write(FactSheet facts, Ticket ticket, ClaimReading claim, Order? order)
    {
        if (order is null)
        {
            return;
        }

        var (holds, daysLeft) = WithdrawalRight.Of(order, EntitlementTable.ClaimedItems(order, claim), ticket.ReceivedAt);
        var source = new FactSource(FactOrigin.Order, order.Id.Value);
        if (holds is { } known)
        {
            facts.Add(FactNames.LawWithdrawal, FactValue.Of(known), source);
        }

        if (daysLeft is { } days)
        {
            facts.Add(FactNames.LawWithdrawalDaysLeft, FactValue.Of(days), source);
        }
    }
}
