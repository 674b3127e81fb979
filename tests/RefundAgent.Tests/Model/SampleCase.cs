using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tickets;
using Condition = RefundAgent.Policies.Condition;

namespace RefundAgent.Tests.Model;

/// <summary>A customer wants one of two lamps back; the policy has a rule that does not hold and room for discretion.</summary>
internal static class SampleCase
{
    public const string CustomerIdText = "cust-4711";
    public const string Email = "mara@example.org";
    public const string PaymentText = "ch_secret_1";
    public const string GuidelineId = "g-damaged";
    public const string RuleId = "unopened-returns";
    public static readonly ItemId Lamp = new("lamp-1");
    public static readonly ItemId Shade = new("shade-9");

    private static readonly Currency Usd = Currency.Parse("USD");

    public static RefundPolicy Policy { get; } = new()
    {
        Version = new PolicyVersion("p1"),
        Name = "lamps",
        Mode = Mode.Earned,
        Rules =
        [
            new PolicyRule
            {
                Id = RuleId,
                Text = "Unopened goods come back within 30 days.",
                When = Is("claim.unopened", FactValue.Of(true)),
                Then = Outcome.Approve,
            },
        ],
        Limits = new Limits(Usd500, Usd500),
        Discretion = new Discretion(Dollars("100.00"), [Outcome.Approve, Outcome.Deny]),
        Prices = new MistakePrices(1, 1, Dollars("5.00")),
        Autonomy = new AutonomyTerms(0.95, 0.05, Usd500),
    };

    public static LearnedItem.Guideline Damaged { get; } = new()
    {
        Id = new LearnedItemId(GuidelineId),
        When = new Condition.All(
            [Is("claim.reason", FactValue.Of("defective")), new Condition.Compare("order.daysSinceDelivery", Operator.Lte, [FactValue.Of(30m)])]),
        Outcome = Outcome.Approve,
        Basis = new AmountBasis.Entitled(),
        Policy = new PolicyVersion("p1"),
        Helpful = 9,
        Harmful = 1,
        Reviewers = [new PrincipalId("reviewer-rosa")],
    };

    private static Money Usd500 => Dollars("500.00");

    public static Money Dollars(string amount) => Money.Parse(amount, Usd);

    public static Condition Is(string fact, FactValue value) => new Condition.Compare(fact, Operator.Eq, [value]);

    public const string Words = "Please return one desk lamp of order #A1001, it is defective.";

    /// <summary>As the desk puts it to an advisor.</summary>
    public static Inquiry Inquiry(
        string text = Words, LearnedContext? context = null, RefundPolicy? policy = null, ImmutableArray<ClaimPapers> open = default, params Order[] orders)
    {
        ImmutableArray<Order> own = orders.Length == 0 ? [Lamps] : [.. orders];
        ImmutableArray<ClaimPapers> asked = open.IsDefault ? [] : open;
        var ticket = Ticket(text);
        return new Inquiry
        {
            Ticket = ticket,
            Open = asked,
            Read = new RefundAgent.Reading.Conversation(new MessageReader()).Read(ticket, DecisionId.For(ticket), asked, own),
            Evidence = new CustomerEvidence(ticket.Customer.Id, own, CustomerAccount.Empty),
            Basis = new DecisionBasis(context ?? Learned(Damaged), policy ?? Policy),
            Now = ticket.ReceivedAt,
        };
    }

    public static Ticket Ticket(string text) => new()
    {
        Tenant = new TenantId("acme"),
        Id = new TicketId("t-1"),
        Message = new MessageId("m-1"),
        Text = text,
        Customer = new TicketCustomer(new CustomerId(CustomerIdText), Email, true),
        BroughtBy = new PrincipalId("helpdesk"),
        ReceivedAt = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero),
    };

    public static Order Lamps { get; } = new()
    {
        Id = new OrderId("#A1001"),
        Customer = new CustomerId(CustomerIdText),
        CustomerEmail = Email,
        Status = "delivered",
        Items =
        [
            new OrderItem { Id = Lamp, Name = "Desk lamp", Quantity = 2, UnitPrice = Dollars("30.00") },
            new OrderItem { Id = Shade, Name = "Shade", Quantity = 1, UnitPrice = Dollars("20.00") },
        ],
        Paid = Dollars("80.00"),
        Refunded = Dollars("0.00"),
        PlacedAt = new DateTimeOffset(2026, 2, 10, 9, 0, 0, TimeSpan.Zero),
        DeliveredAt = new DateTimeOffset(2026, 2, 17, 9, 0, 0, TimeSpan.Zero),
        Payment = new PaymentReference(PaymentText),
    };

    public static LearnedContext Learned(params LearnedItem[] items) => LearnedContext.Empty with { Items = [.. items] };

    /// <param name="number">Higher is newer; likeness to <see cref="File"/> is the same for all.</param>
    public static LearnedItem.Precedent Precedent(int number, AmountBasis? basis = null, string reason = "defective") => new()
    {
        Id = new LearnedItemId($"case-{number}"),
        Facts = ImmutableSortedDictionary<string, FactValue>.Empty.Add("claim.reason", FactValue.Of(reason)).Add("claim.kind", FactValue.Of("return")),
        Outcome = Outcome.Approve,
        Basis = basis ?? new AmountBasis.Entitled(),
        Decision = new DecisionId("d-other"),
        Claim = new ClaimId("c1"),
        Sequence = number,
        Reviewers = [new PrincipalId("reviewer-rosa")],
    };
}
