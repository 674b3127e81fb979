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

namespace RefundAgent.Tests.Storage;

/// <summary>Plausible values with every part filled in, for tests to change what they are about.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Ids as shops and helpdesks really send them, and as somebody who means harm would.</summary>
    public static ImmutableArray<string> HostileIds { get; } =
    [
        "a", "A", "ä", "Ä", "#W6619432", "x/y\\z?q", "%2F", "%252f", "../..", "a.b", "a..b", ".", "a|b", "-2d", "~~", "_41", "'; drop", "a'b",
        "\u0000", "\u0001\u001f\u007f\u009f", "tab\tline\r\n", " lead", "trail ", "😀", "👩‍👩‍👧", "ﬀ", "日本語", "\u202eabc", "\ufeff", "\uffff",
        new string('x', 1024), new string('x', 1023) + "y", new string('X', 1024), new string('É', 1024), new string('/', 1024),
    ];

    public static Money Usd(long cents) => new(cents, Currency.Usd);

    public static Order Order(string id, string customer, long paid = 100_00, string? payment = null, string? email = null) => new()
    {
        Id = OrderId.From(id),
        Customer = CustomerId.From(customer),
        CustomerEmail = email,
        Status = "delivered",
        Items = [new OrderItem { Id = ItemId.From("i1"), Name = "Lamp", Quantity = 100, UnitPrice = Usd(paid) }],
        Paid = Usd(paid),
        Refunded = Usd(0),
        PaymentMethods = ["paypal"],
        PlacedAt = Noon.AddDays(-9),
        Payment = PaymentReference.From(payment ?? id),
    };

    public static Ticket Ticket(TenantId tenant, string ticket = "t1", string message = "m1", DateTimeOffset? at = null, string text = "My lamp broke.") => new()
    {
        Tenant = tenant,
        Id = TicketId.From(ticket),
        Message = MessageId.From(message),
        Text = text,
        Customer = new TicketCustomer(CustomerId.From("c1"), "c1@example.com", Authenticated: true),
        BroughtBy = PrincipalId.From("helpdesk"),
        ReceivedAt = at ?? Noon,
        Facts = ImmutableSortedDictionary<string, FactValue>.Empty.Add("booking.cabin", FactValue.Of("economy")),
    };

    public static DecisionRecord Record(Ticket ticket, ClaimStatus status = ClaimStatus.Answered) => new()
    {
        Id = DecisionId.For(ticket),
        Tenant = ticket.Tenant,
        Ticket = ticket.Id,
        Message = ticket.Message,
        State = RecordState.Intended,
        Context = new ContextVersion(3),
        Policy = PolicyVersion.From("p1"),
        DecidedAt = ticket.ReceivedAt,
        Claims =
        [
            new ClaimRecord
            {
                Id = ClaimId.From("c1"),
                Request = RequestKind.Return,
                Proposal = new Proposal { Outcome = Outcome.Deny, Confidence = 0.5, Reasons = [SomeReason], Segment = "s" },
                Ruling = new Ruling.Deny { Reasons = [SomeReason] },
                Autonomy = Autonomy.None,
                Status = status,
            },
        ],
        Papers = new CasePapers { Ticket = ticket, Claims = [] },
    };

    public static RefundEntry Entry(TenantId tenant, string claim, long cents = 10_00, string order = "o1", string customer = "c1")
    {
        var decision = DecisionId.For(Ticket(tenant));
        return new RefundEntry
        {
            Key = RefundKey.For(tenant, decision, ClaimId.From(claim)),
            Tenant = tenant,
            Customer = CustomerId.From(customer),
            Order = OrderId.From(order),
            Payment = PaymentReference.From(order),
            Decision = decision,
            Claim = ClaimId.From(claim),
            Amount = Usd(cents),
            Items = [ItemId.From("i1")],
            State = RefundState.Planned,
            PlannedAt = Noon,
            UpdatedAt = Noon,
        };
    }

    public static RefundAction Action(RefundCaps caps, params ImmutableArray<RefundEntry> entries) =>
        new([.. entries.Select(entry => new RefundPart(entry))], caps);

    public static RefundCaps Caps(long order = 100_00, int units = 100, long? window = null) =>
        new(Usd(order), ImmutableDictionary<ItemId, int>.Empty.Add(ItemId.From("i1"), units), window is { } cents ? Usd(cents) : null);

    public static FeedbackEvent Feedback(TenantId tenant, string id, string decision = "d1", string? note = null) => new()
    {
        Id = EventId.From(id),
        Tenant = tenant,
        Decision = DecisionId.From(decision),
        Claim = ClaimId.From("c1"),
        Kind = FeedbackKind.Ruling,
        By = PrincipalId.From("Ann"),
        Roles = Roles.Agent | Roles.Manager,
        Outcome = Outcome.Approve,
        Amount = Usd(10_00),
        Note = note,
        At = Noon,
    };

    public static LearnedContext Context(int version, int items, string text = "Be brief.") => new()
    {
        Version = new ContextVersion(version),
        Through = version * 10,
        Items = [.. Enumerable.Range(0, items).Select(index => new LearnedItem.ToneNote { Id = LearnedItemId.From($"i{index:D5}"), Text = text, Reviewers = [PrincipalId.From("Ann")] })],
        Segments = ImmutableSortedDictionary.Create<string, SegmentTally>(StringComparer.Ordinal).Add("s|approve", new SegmentTally(3, 4)),
    };

    /// <summary>Text that packing cannot shrink to nothing.</summary>
    public static string Noise(int length) =>
        string.Create(length, 1, static (text, _) =>
        {
            var random = new Random(7);
            foreach (ref var letter in text)
            {
                letter = (char)('!' + random.Next(90));
            }
        });

    private static Reason SomeReason { get; } = new("rule-1", ReasonKind.Policy, "Because.");
}
