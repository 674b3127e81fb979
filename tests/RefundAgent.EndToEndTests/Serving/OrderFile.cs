using System.Globalization;
using System.Text.Json;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>Orders of a test's own, brought in as an operator brings them in.</summary>
internal static class OrderFile
{
    public static object Order(string id, string customer, string status, string item, decimal price, int quantity = 1, string? email = null) => new
    {
        orderId = id,
        customerId = customer,
        customerEmail = email,
        status,
        currency = "USD",
        items = new[] { new { itemId = $"{id}-item", name = item, quantity, unitPrice = Text(price) } },
        paid = Text(price * quantity),
        paymentMethods = new[] { $"card_{customer}" },
        placedAt = "2026-01-04T10:00:00Z",
        paymentReference = $"pay_{id}",
    };

    public static async Task ImportAsync(string storage, params IEnumerable<object> orders)
    {
        using var file = new WrittenFile(orders.Select(order => JsonSerializer.Serialize(order)));
        (await RefundAgentCommand.RunAsync("import", "orders", file.Path, "--storage", storage)).MustSucceed();
    }

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
