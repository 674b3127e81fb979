using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Evidence;

/// <summary>What the order book and our own ledger say of the order that the claim is about.</summary>
internal static class OrderFacts
{
    public static void Write(FactSheet facts, Ticket ticket, Order? order, CustomerAccount account, DateTimeOffset now)
    {
        var source = new FactSource(FactOrigin.Order, order?.Id.Value ?? ticket.Order?.Value ?? "no order");
        facts.Add(FactNames.OrderFound, FactValue.Of(order is not null), source);
        if (order is null)
        {
            return;
        }

        facts.AddText(FactNames.OrderStatus, order.Status, source);
        facts.Add(FactNames.OrderFinalSale, FactValue.Of(order.FinalSale), source);
        facts.Add(FactNames.OrderCurrency, FactValue.Of(order.Currency.Code), source);
        facts.Add(FactNames.OrderPaid, FactValue.Of(order.Paid.Major), source);
        AddSum(facts, FactNames.OrderShipping, order.Shipping, source);
        AddSum(facts, FactNames.OrderTax, order.Tax, source);
        AddSum(facts, FactNames.OrderDiscount, order.Discount, source);
        facts.Add(FactNames.OrderRemaining, FactValue.Of(EntitlementTable.Remaining(order, account).Major), source);
        AddDays(facts, FactNames.OrderAgeDays, order.PlacedAt, now, source);
        AddDays(facts, FactNames.OrderDaysSinceDelivery, order.DeliveredAt, now, source);
    }

    private static void AddSum(FactSheet facts, string name, Money? sum, FactSource source)
    {
        if (sum is { } known)
        {
            facts.Add(name, FactValue.Of(known.Major), source);
        }
    }

    /// <summary>Whole days, as windows are written: "within 30 days" includes all of day 30. A time to come counts as today.</summary>
    private static void AddDays(FactSheet facts, string name, DateTimeOffset? from, DateTimeOffset now, FactSource source)
    {
        if (from is { } start)
        {
            facts.Add(name, FactValue.Of(Math.Max(0, (now - start).Days)), source);
        }
    }
}
