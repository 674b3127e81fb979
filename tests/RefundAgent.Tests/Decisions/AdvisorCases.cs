using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Decisions;

/// <summary>Cases for the advisor and past verdicts for it to go by.</summary>
internal static class AdvisorCases
{
    public static PolicyFinding NoRule { get; } = new(null, null);

    public static CaseFile File(string reason = "weather", decimal hours = 10, params Doubt[] doubts)
    {
        var order = new Order
        {
            Id = new OrderId("#1"),
            Customer = new CustomerId("customer-1"),
            Status = "paid",
            Items = [],
            Paid = Usd("200.00"),
            Refunded = Usd("0.00"),
            Payment = new PaymentReference("#1"),
        };
        var ticket = Ticket(1) with
        {
            Facts = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("booking.hours", FactValue.Of(hours))]),
        };
        var reading = new ClaimReading
        {
            Request = RequestKind.Refund, Order = order.Id, WholeOrder = true, Reason = reason, Span = "", Doubts = [.. doubts],
        };
        return CaseFiles.Open(ticket, reading, [order], CustomerAccount.Empty, RefundTerms.Default, Noon);
    }

    public static LearnedItem.Precedent Past(
        long sequence, Outcome outcome, string by, string reason = "weather", decimal hours = 10, bool audited = false, AmountBasis? basis = null) => new()
        {
            Id = new LearnedItemId($"item-{sequence}"),
            Facts = LearnableFacts.Of(File(reason, hours).Facts.Values),
            Outcome = outcome,
            Basis = basis,
            Decision = Decision((int)sequence),
            Claim = new ClaimId("c1"),
            Sequence = sequence,
            Audited = audited,
            Reviewers = [new PrincipalId(by)],
        };

    public static LearnedContext Knowing(params LearnedItem[] items) =>
        new() { Version = new ContextVersion(1), Items = [.. items], Through = items.Length };
}
