using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Tickets;
using Condition = RefundAgent.Policies.Condition;

namespace RefundAgent.Tests.Policies;

/// <summary>A shop with one customer, whose cases tests bend where they need to.</summary>
internal static class Cases
{
    public static readonly DateTimeOffset Now = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly Autonomy Earned = new(AutonomyState.Earned, 0.97, 80);

    public static Money Usd(string amount) => Money.Parse(amount, Currency.Usd);

    public static ItemId Item(string id) => ItemId.From(id);

    public static ImmutableArray<ItemId> Items(params string[] ids) => [.. ids.Select(ItemId.From)];

    public static OrderItem Line(string id, int quantity, string price, string currency = "USD") => new()
    {
        Id = ItemId.From(id),
        Name = id,
        Quantity = quantity,
        UnitPrice = Money.Parse(price, Currency.Parse(currency)),
    };

    public static Order Order(string paid = "100.00", string refunded = "0", string status = "delivered", params OrderItem[] lines) => new()
    {
        Id = OrderId.From("#1"),
        Customer = CustomerId.From("ada"),
        Status = status,
        Items = lines.Length > 0 ? [.. lines] : [Line("lamp", 1, "60.00"), Line("bulb", 2, "20.00")],
        Paid = Usd(paid),
        Refunded = Usd(refunded),
        Payment = PaymentReference.From("pay_1"),
    };

    public static ClaimReading Claim(RequestKind request = RequestKind.Return, params string[] items) => new()
    {
        Request = request,
        Order = OrderId.From("#1"),
        Items = Items(items),
        Span = "please",
    };

    public static Ticket Ticket(bool authenticated = true) => new()
    {
        Tenant = TenantId.From("shop"),
        Id = TicketId.From("t1"),
        Message = MessageId.From("m1"),
        Text = "please",
        Customer = new TicketCustomer(CustomerId.From("ada"), "ada@example.com", authenticated),
        BroughtBy = PrincipalId.From("helpdesk"),
        ReceivedAt = Now,
    };

    public static CaseFile File(
        ClaimReading claim, Order? order = null, CustomerAccount? account = null, Ticket? ticket = null, RefundTerms? refunds = null) =>
        CaseFiles.Open(ticket ?? Ticket(), claim, [order ?? Order()], account ?? CustomerAccount.Empty, refunds ?? RefundTerms.Default, Now);

    public static CustomerAccount Account(string committed, params string[] units) => new()
    {
        Orders = ImmutableDictionary<OrderId, OrderTotal>.Empty.Add(
            OrderId.From("#1"),
            new OrderTotal(Usd(committed), units.GroupBy(unit => unit).ToImmutableDictionary(group => Item(group.Key), group => group.Count()))),
    };

    public static CustomerAccount Spent(string amount, DateTimeOffset? at = null) =>
        new() { Recent = [new RecentRefund(RefundKey.From("rf_1"), at ?? Now.AddDays(-1), Usd(amount))] };

    public static Proposal Propose(Outcome outcome = Outcome.Approve, AmountBasis? basis = null, params string[] missing) => new()
    {
        Outcome = outcome,
        Basis = basis ?? new AmountBasis.Entitled(),
        Confidence = 0.9,
        Reasons = [new Reason("g-1", ReasonKind.Guideline, "People ruled like this before.")],
        Segment = "g-1",
        Missing = [.. missing],
    };

    public static PolicyRule Rule(Outcome then, Handling handling = Handling.Auto, AmountBasis? basis = null, Condition? when = null) => new()
    {
        Id = "rule-" + then,
        Text = "The shop's rule.",
        When = when ?? new Condition.Compare(FactNames.ClaimKind, Operator.Exists, [FactValue.Of(true)]),
        Then = then,
        Handling = handling,
        Basis = basis ?? new AmountBasis.Entitled(),
        Missing = then == Outcome.Ask ? ["Please send a photo."] : [],
    };

    public static RefundPolicy Policy(params PolicyRule[] rules) => new()
    {
        Version = PolicyVersion.From("p-test"),
        Name = "test",
        Mode = Mode.Earned,
        Rules = [.. rules],
        Limits = new Limits(Usd("500.00"), Usd("800.00")),
        Discretion = new Discretion(Usd("80.00"), [Outcome.Approve, Outcome.Deny]),
        Prices = new MistakePrices(1, 1.5m, Usd("6.00")),
        Autonomy = new AutonomyTerms(0.95, 0.05, Usd("1000.00")),
    };

    public static Ruling Rule(
        this RefundPolicy policy, CaseFile file, Outcome proposed = Outcome.Approve, AmountBasis? basis = null, Autonomy? autonomy = null) =>
        policy.Rule(file, Propose(proposed, basis, "What colour?"), autonomy ?? Autonomy.None, Now);
}
