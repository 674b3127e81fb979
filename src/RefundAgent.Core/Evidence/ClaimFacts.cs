using System.Text.Json;
using RefundAgent.Actions;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Tickets;

namespace RefundAgent.Evidence;

/// <summary>What the message asks for, as far as it was understood.</summary>
internal static class ClaimFacts
{
    private const int QuoteLength = 80;

    public static void Write(FactSheet facts, Ticket ticket, ClaimReading claim, Order? order, CustomerAccount account)
    {
        var read = new FactSource(FactOrigin.Reader, Quote(claim.Span));
        facts.Add(FactNames.ClaimKind, FactValue.Of(claim.IsAboutMoney ? Camel(claim.Request) : "other"), read);
        facts.Add(FactNames.ClaimRequest, FactValue.Of(Camel(claim.Request)), read);
        facts.Add(FactNames.ClaimCertain, FactValue.Of(claim.IsCertain), read);
        facts.Add(FactNames.ClaimDoubts, FactValue.Of(claim.Doubts.Select(doubt => Camel(doubt.Kind)).Distinct(StringComparer.Ordinal)), read);
        facts.Add(FactNames.ClaimItemCount, FactValue.Of(claim.Items.Length), read);
        facts.AddText(FactNames.ClaimDestination, claim.Destination, read);
        var reasonRead = !string.IsNullOrWhiteSpace(claim.Reason);
        facts.AddText(FactNames.ClaimReason, reasonRead ? claim.Reason : ticket.StatedReason, reasonRead ? read : Form(ticket));
        facts.Add(
            FactNames.ClaimWholeOrder,
            FactValue.Of(order is null ? claim.WholeOrder : EntitlementTable.CoversWhole(order, claim, account)),
            read);
        if (order is not null)
        {
            var items = EntitlementTable.ClaimedItems(order, claim);
            var source = new FactSource(FactOrigin.Order, order.Id.Value);
            facts.Add(FactNames.ClaimFinalSale, FactValue.Of(order.FinalSale || items.Any(item => item.FinalSale)), source);
            facts.Add(FactNames.ClaimCategories, FactValue.Of(items.Select(item => item.Category).OfType<string>().Distinct(StringComparer.Ordinal)), source);
        }
    }

    /// <summary>The sums of the claim, which depend on what else is known of it.</summary>
    public static void WriteSums(FactSheet facts, Ticket ticket, ClaimReading claim, Entitlement? entitlement)
    {
        if (entitlement is not null)
        {
            // Kept with the case, so that a verdict's amount can be told as a share of it long after the order has changed.
            facts.Add(
                FactNames.ClaimEntitled,
                FactValue.Of(entitlement.Amount.Major),
                new FactSource(FactOrigin.RefundLedger, entitlement.Order.Value));
        }

        WriteRequested(facts, ticket, claim, entitlement);
    }

    /// <summary>A sum in another currency than the order's cannot be compared with anything, so it is no fact; the policy refuses it.</summary>
    private static void WriteRequested(FactSheet facts, Ticket ticket, ClaimReading claim, Entitlement? entitlement)
    {
        if ((claim.Requested ?? ticket.Requested) is not { } requested
            || (entitlement is not null && requested.Currency != entitlement.Amount.Currency))
        {
            return;
        }

        var source = claim.Requested is null ? Form(ticket) : new FactSource(FactOrigin.Customer, Quote(claim.Span));
        facts.Add(FactNames.ClaimRequested, FactValue.Of(requested.Major), source);
        if (entitlement is not null)
        {
            facts.Add(FactNames.ClaimRequestedAboveEntitlement, FactValue.Of(requested > entitlement.Amount), source);
        }
    }

    private static FactSource Form(Ticket ticket) => new(FactOrigin.Customer, $"ticket {Quote(ticket.Id.Value)}");

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>The reading holds the whole span; a source needs only enough of it to be found.</summary>
    private static string Quote(string span)
    {
        if (span.Length <= QuoteLength)
        {
            return span;
        }

        var end = char.IsHighSurrogate(span[QuoteLength - 1]) ? QuoteLength - 1 : QuoteLength;
        return span[..end] + "…";
    }
}
