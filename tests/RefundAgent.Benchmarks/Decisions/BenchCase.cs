using System.Globalization;
using System.Text.Json;

namespace RefundAgent.Benchmarks.Decisions;

/// <summary>What a measured message asks for.</summary>
internal enum CaseKind
{
    /// <summary>A person is wanted: six storage calls and no money.</summary>
    Escalation,

    /// <summary>A delivered order comes back whole.</summary>
    Return,

    /// <summary>A pending order is cancelled whole.</summary>
    Cancel,
}

/// <summary>One customer with one order and one message about it.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Number">Seven digits; stands in every id of the case, and nowhere else.</param>
internal sealed record BenchCase(CaseKind Kind, int Number)
{
    public const int FirstNumber = 5_000_001;

    public bool MovesMoney => Kind != CaseKind.Escalation;

    public string Token => Number.ToString(CultureInfo.InvariantCulture);

    public string Customer => $"customer-{Token}";

    public string Order => $"#W{Token}";

    public string Payment => $"pay-{Token}";

    public string Ticket => $"ticket-{Token}";

    public string Text => Kind switch
    {
        CaseKind.Return => $"Hello, I would like to return everything in my order {Order}. It is all unused. Thank you, Kim",
        CaseKind.Cancel => $"Hello, please cancel my order {Order}, I ordered it by mistake. Thank you, Kim",
        _ => $"Hello, I want to talk to a human being about my order {Order}, please. Thank you, Kim",
    };

    /// <summary>A line for the product's own import.</summary>
    public string OrderLine => CanonicalJson.Write(new
    {
        OrderId = Order,
        CustomerId = Customer,
        Status = Kind == CaseKind.Cancel ? "pending" : "delivered",
        Currency = "USD",
        Items = new[]
        {
            new { ItemId = "4579334072", Name = "Wireless Earbuds", Options = new { Color = "black", Battery = "6 hours" }, Quantity = 1, UnitPrice = "54.85" },
            new { ItemId = "6477915553", Name = "T-Shirt", Options = new { Color = "black", Battery = "none" }, Quantity = 2, UnitPrice = "46.33" },
        },
        Paid = "147.51",
        PaymentMethods = new[] { "credit_card_4466831" },
        PlacedAt = "2026-01-04T10:12:00Z",
        PaymentReference = Payment,
    });

    /// <summary>The body of POST /api/refunds.</summary>
    public byte[] Body => JsonSerializer.SerializeToUtf8Bytes(
        new { TicketId = Ticket, Message = Text, Customer = new { Id = Customer } }, CanonicalJson.Options);

    /// <summary>What `serve` has to answer for the round to count.</summary>
    public string Outcome => MovesMoney ? "\"outcome\":\"approve\",\"status\":\"executed\"" : "\"outcome\":\"escalate\"";
}

/// <summary>Which kinds a block of rounds is made of.</summary>
/// <param name="Name">In the report.</param>
/// <param name="Kinds">In turn.</param>
internal sealed record CaseMix(string Name, params IReadOnlyList<CaseKind> Kinds)
{
    public static IReadOnlyList<CaseMix> All { get; } =
    [
        new("mixed", CaseKind.Escalation, CaseKind.Return, CaseKind.Escalation, CaseKind.Cancel),
        new("no money moves", CaseKind.Escalation),
        new("money moves", CaseKind.Return, CaseKind.Cancel),
    ];

    public BenchCase[] Cases(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => new BenchCase(Kinds[number % Kinds.Count], number))];
}
