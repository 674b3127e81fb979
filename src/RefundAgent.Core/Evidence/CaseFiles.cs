using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Tickets;

namespace RefundAgent.Evidence;

/// <summary>Puts together what is known of one claim; pure, so that a record's case can be opened again and come out the same.</summary>
public static class CaseFiles
{
    /// <param name="ticket">As it came in.</param>
    /// <param name="claim">One request of its message.</param>
    /// <param name="orders">The ticket's own customer's orders, and nobody else's.</param>
    /// <param name="account">With the refunds of earlier claims of the same message in it.</param>
    /// <param name="refunds">The operator's terms for what goes with the price of goods.</param>
    /// <param name="now">What ages and the 30-day window are counted to.</param>
    public static CaseFile Open(
        Ticket ticket, ClaimReading claim, ImmutableArray<Order> orders, CustomerAccount account, RefundTerms refunds, DateTimeOffset now)
    {
        var order = OrderOf(ticket, claim, orders);
        var facts = new FactSheet();
        ClaimFacts.Write(facts, ticket, claim, order, account);
        OrderFacts.Write(facts, ticket, order, account, now);
        CustomerFacts.Write(facts, ticket, orders, order, account, now);
        PaymentFacts.Write(facts, order, account);
        LawFacts.Write(facts, ticket, claim, order);
        RiskFacts.Write(facts, ticket, claim, orders, order, account, now);
        var file = new CaseFile
        {
            Ticket = ticket,
            Claim = claim,
            Order = order,
            Account = account,
            Facts = facts.WithStated(ticket),
        };

        // The sums come last: a fee can depend on every other fact.
        file = file with { Terms = refunds.For(claim, file.Facts) };
        ClaimFacts.WriteSums(facts, ticket, claim, EntitlementTable.Of(file));
        return file with { Facts = facts.WithStated(ticket) };
    }

    /// <summary>The order that the message names, else the form's; a doubt about the order is not settled by a form field.</summary>
    private static Order? OrderOf(Ticket ticket, ClaimReading claim, ImmutableArray<Order> orders)
    {
        var named = claim.Order ?? (claim.Doubts.Any(IsAboutOrder) ? null : ticket.Order);
        return named is { } id ? orders.FirstOrDefault(order => order.Id == id) : null;
    }

    private static bool IsAboutOrder(Doubt doubt) => doubt.Kind is DoubtKind.WhichOrder or DoubtKind.UnknownOrder;
}
