using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Tickets;

namespace RefundAgent.Evidence;

/// <summary>Who is asking, how we know, and what they were given back of late.</summary>
internal static class CustomerFacts
{
    public static void Write(
        FactSheet facts, Ticket ticket, ImmutableArray<Order> orders, Order? order, CustomerAccount account, DateTimeOffset now)
    {
        var connection = new FactSource(FactOrigin.System, ticket.BroughtBy.Value);
        var ledger = new FactSource(FactOrigin.RefundLedger, ticket.Customer.Id.Value);
        facts.Add(FactNames.CustomerAuthenticated, FactValue.Of(ticket.Customer.Authenticated), connection);
        facts.Add(FactNames.CustomerOrders, FactValue.Of(orders.Length), new FactSource(FactOrigin.Order, ticket.Customer.Id.Value));
        facts.AddText(FactNames.TicketChannel, ticket.Channel, connection);
        facts.AddText(FactNames.TicketLanguage, ticket.Language, connection);

        var recent = account.Recent.Where(refund => refund.At > now - CustomerAccount.Window).ToList();
        facts.Add(FactNames.CustomerRefunds30d, FactValue.Of(recent.Count), ledger);
        if ((order?.Currency ?? orders.FirstOrDefault()?.Currency) is { } currency)
        {
            facts.Add(FactNames.CustomerRefunded30d, FactValue.Of(account.SpentInWindow(currency, now).Major), ledger);
        }
    }
}
