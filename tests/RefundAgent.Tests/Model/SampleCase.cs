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

    public static PolicyFinding Finding { get; } = new(
        null, new Entitlement(new OrderId("#W1"), Dollars("40.00"), [Lamp], Dollars("80.00")));

    private static Money Usd500 => Dollars("500.00");

    public static Money Dollars(string amount) => Money.Parse(amount, Usd);

    public static Condition Is(string fact, FactValue value) => new Condition.Compare(fact, Operator.Eq, [value]);

    public static CaseFile File(string text = "My lamp flickers. Money back, please.", string span = "My lamp flickers") => new()
    {
        Ticket = new Ticket
        {
            Tenant = new TenantId("acme"),
            Id = new TicketId("t-1"),
            Message = new MessageId("m-1"),
            Text = text,
            Customer = new TicketCustomer(new CustomerId(CustomerIdText), Email, true),
            BroughtBy = new PrincipalId("helpdesk"),
            ReceivedAt = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero),
        },
        Claim = new ClaimReading
        {
            Request = RequestKind.Return,
            Order = new OrderId("#W1"),
            Items = [Lamp],
            Reason = "defective",
            Span = span,
        },
        Order = Lamps,
        Account = CustomerAccount.Empty,
        Facts = Facts(
            ("claim.reason", FactValue.Of("defective")),
            ("order.paid", FactValue.Of(80m)),
            ("order.daysSinceDelivery", FactValue.Of(12m)),
            ("order.status", FactValue.Of("delivered"))),
    };

    public static Order Lamps { get; } = new()
    {
        Id = new OrderId("#W1"),
        Customer = new CustomerId(CustomerIdText),
        CustomerEmail = Email,
        Status = "delivered",
        Items =
        [
            new OrderItem { Id = Lamp, Name = "Reading lamp", Quantity = 2, UnitPrice = Dollars("30.00") },
            new OrderItem { Id = Shade, Name = "Shade", Quantity = 1, UnitPrice = Dollars("20.00") },
        ],
        Paid = Dollars("80.00"),
        Refunded = Dollars("0.00"),
        Payment = new PaymentReference(PaymentText),
    };

    public static LearnedContext Learned(params LearnedItem[] items) => LearnedContext.Empty with { Items = [.. items] };

    /// <param name="number">Higher is newer; likeness to <see cref="File"/> is the same for all.</param>
    public static LearnedItem.Precedent Precedent(int number, AmountBasis? basis = null, string reason = "defective") => new()
    {
        Id = new LearnedItemId($"case-{number}"),
        Facts = ImmutableSortedDictionary<string, FactValue>.Empty.Add("claim.reason", FactValue.Of(reason)),
        Outcome = Outcome.Approve,
        Basis = basis ?? new AmountBasis.Entitled(),
        Decision = new DecisionId("d-other"),
        Claim = new ClaimId("c1"),
        Sequence = number,
        Reviewers = [new PrincipalId("reviewer-rosa")],
    };

    private static ImmutableSortedDictionary<string, Fact> Facts(params (string Name, FactValue Value)[] facts) =>
        facts.ToImmutableSortedDictionary(
            fact => fact.Name, fact => new Fact(fact.Name, fact.Value, new FactSource(FactOrigin.Order, "#W1")), StringComparer.Ordinal);
}
