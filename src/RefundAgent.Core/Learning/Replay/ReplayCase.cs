using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Tickets;

namespace RefundAgent.Learning.Replay;

/// <summary>Opens a history line as the case that the agent would have had before it, without the verdict.</summary>
internal static class ReplayCase
{
    public static TenantId Tenant { get; } = new("replay");

    private static readonly PrincipalId Importer = new("history");

    /// <param name="line">The verdict in it is not read.</param>
    /// <param name="currency">For a case of which nobody says what was paid.</param>
    /// <param name="now">When it is decided.</param>
    public static CaseFile Open(HistoryLine line, Currency currency, DateTimeOffset now)
    {
        var order = OrderOf(line, currency);
        var ticket = new Ticket
        {
            Tenant = Tenant,
            Id = new TicketId(line.Id),
            Message = new MessageId(line.Id),
            Text = line.Text ?? "",
            Customer = new TicketCustomer(order.Customer, null, Authenticated: true),
            Order = order.Id,
            Requested = line.Requested,
            StatedReason = line.Reason,
            Facts = line.Facts,
            BroughtBy = Importer,
            ReceivedAt = now,
        };
        var reading = new ClaimReading { Request = RequestKind.Refund, Order = order.Id, WholeOrder = true, Reason = line.Reason, Span = "" };
        return CaseFiles.Open(ticket, reading, [order], CustomerAccount.Empty, RefundTerms.Default, now);
    }

    /// <summary>Where a history says nothing of money, one unit of it stands for all: outcomes can be compared, amounts not.</summary>
    private static Order OrderOf(HistoryLine line, Currency currency)
    {
        var paid = line.Paid ?? line.Requested ?? Money.Parse("1", currency);
        return new Order
        {
            Id = new OrderId(line.Order),
            Customer = new CustomerId(line.Customer),
            Status = "paid",
            Items = [new OrderItem { Id = new ItemId(line.Order), Name = "everything paid for", Quantity = 1, UnitPrice = paid }],
            Paid = paid,
            Refunded = Money.Zero(paid.Currency),
            Payment = new PaymentReference(line.Order),
        };
    }
}
