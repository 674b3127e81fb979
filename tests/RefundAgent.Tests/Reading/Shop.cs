using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Reading;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Reading;

/// <summary>One customer of an invented shop, with an order in every state and with the confusions that orders really hold.</summary>
internal static class Shop
{
    private static readonly MessageReader Reader = new();

    public static ImmutableArray<Order> Orders { get; } =
    [
        Order("#A1001", "delivered", "credit_card_11", "2024-05-01",
            Item("lamp", "Desk Lamp", "40.00", 1, ("color", "black")),
            Item("watch", "Smart Watch", "200.00", 1, ("color", "silver")),
            Item("mug", "Coffee Mug", "8.00", 2, ("color", "blue"))),
        Order("#A1002", "delivered", "paypal_22", "2024-06-01",
            Item("speaker-red", "Bluetooth Speaker", "60.00", 1, ("color", "red"), ("water resistance", "yes")),
            Item("speaker-blue", "Bluetooth Speaker", "75.00", 1, ("color", "blue"), ("water resistance", "no")),
            Item("tshirt", "T-Shirt", "20.00", 1, ("size", "M"), ("color", "white"))),
        Order("#A1003", "pending", "gift_card_33", "2024-07-01",
            Item("chair", "Office Chair", "150.00", 1, ("material", "mesh")),
            Item("watch-gold", "Smart Watch", "210.00", 1, ("color", "gold"))),
        Order("#A1004", "pending", "paypal_22", "2024-07-05", Item("mat", "Yoga Mat", "30.00", 1)),
        Order("#A1005", "processed", "paypal_22", "2024-07-06", Item("hose", "Garden Hose", "25.00", 1)),
        Order("#A1006", "cancelled", "paypal_22", "2024-04-06", Item("kettle", "Tea Kettle", "33.00", 1)),
    ];

    public static ImmutableArray<ClaimReading> Read(string message) => Reader.Read(message, null, Orders);

    /// <summary>
    /// The claims that may move money, as <c>return #A1001 lamp mug</c> or <c>cancel #A1004</c>, joined by semicolons; empty where none may.
    /// </summary>
    public static string Certain(string message) => string.Join("; ", Read(message)
        .Where(claim => claim.IsCertain && claim.IsAboutMoney)
        .Select(claim => string.Join(' ',
            [claim.Request.ToString().ToLowerInvariant(), $"{claim.Order}", .. claim.Items.Select(item => item.Value).Order(StringComparer.Ordinal)])));

    public static Order Order(string id, string status, string method, string placed, params OrderItem[] items) => new()
    {
        Id = new OrderId(id),
        Customer = new CustomerId("ann"),
        Status = status,
        Items = [.. items],
        Paid = items.Aggregate(Money.Zero(Currency.Usd), (sum, item) => sum + (item.UnitPrice * item.Quantity)),
        Refunded = Money.Zero(Currency.Usd),
        PaymentMethods = [method],
        Payment = new PaymentReference(id),
        PlacedAt = DateTimeOffset.Parse(placed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
    };

    public static OrderItem Item(string id, string name, string price, int quantity, params (string Key, string Value)[] options) => new()
    {
        Id = new ItemId(id),
        Name = name,
        UnitPrice = Money.Parse(price, Currency.Usd),
        Quantity = quantity,
        Options = options.ToImmutableSortedDictionary(option => option.Key, option => option.Value),
    };
}
