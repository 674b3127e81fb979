using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RefundAgent.Amounts;
using RefundAgent.Tickets;

namespace RefundAgent.Evidence;

/// <summary>
/// Reads one line of an order file (design contract: one JSON object a line; unknown fields are ignored) and says everything that
/// is wrong with it, since whoever made the file has to find it among thousands.
/// </summary>
public static class OrderLine
{
    /// <summary>UTF-8 bytes of one line, as for every other body.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Units of one order: a refund lists the units that it gives back, and its ledger row has to hold the list.</summary>
    public const int MaxUnits = 1000;

    /// <summary>Never throws on any text.</summary>
    public static OrderLineResult Parse(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        if (bytes.Length > MaxBytes)
        {
            return Fault("line", $"has {bytes.Length} bytes: an order may have {MaxBytes}.");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? ParseObject(document.RootElement)
                : Fault("line", "is no JSON object: write {\"orderId\":…}.");
        }
        catch (JsonException fault)
        {
            return Fault("line", $"is no JSON at character {fault.BytePositionInLine + 1}: write one object on one line.");
        }
        catch (InvalidOperationException)
        {
            return Fault("line", "has a key with half of a surrogate pair (\\ud800 to \\udfff): write whole characters.");
        }
    }

    private static OrderLineResult ParseObject(JsonElement root)
    {
        var faults = DuplicateKeys.PathsIn(root)
            .Select(path => new OrderLineFault(path[2..], "stands twice: keep one."))
            .ToList();
        var order = ParseOrder(new OrderFields(root, "", faults), faults);
        return faults.Count == 0 ? new OrderLineResult.Parsed(order!) : new OrderLineResult.Faulty([.. faults.Distinct()]);
    }

    /// <returns>Null where a fault was noted; a fault can be noted all the same where it is not.</returns>
    private static Order? ParseOrder(OrderFields fields, List<OrderLineFault> faults)
    {
        var id = fields.Id<OrderId>("orderId");
        var customer = fields.Id<CustomerId>("customerId");
        var status = fields.Text("status");
        var currency = fields.Currency("currency");
        var paid = fields.Money("paid", currency);
        var refunded = fields.Money("refunded", currency, required: false);
        var order = new Order
        {
            Id = id.GetValueOrDefault(),
            Customer = customer.GetValueOrDefault(),
            CustomerEmail = Blank(fields.OptionalText("customerEmail")),
            Status = status?.Trim().ToLowerInvariant() ?? "",
            Items = ParseItems(fields, currency, faults),
            Paid = paid.GetValueOrDefault(),
            Refunded = refunded ?? Money.Zero(currency.GetValueOrDefault()),
            PaymentMethods = fields.Texts("paymentMethods"),
            PlacedAt = fields.Time("placedAt"),
            DeliveredAt = fields.Time("deliveredAt"),
            Payment = PaymentOf(fields, id),
            FinalSale = fields.Flag("finalSale"),
        };
        if (paid is { } most && refunded is { } back && back > most)
        {
            fields.Fault<object?>("refunded", $"is {back}, more than the {most} that were paid: write at most that.");
        }

        return faults.Count == 0 ? order : null;
    }

    private static PaymentReference PaymentOf(OrderFields fields, OrderId? order)
    {
        var text = Blank(fields.OptionalText("paymentReference")) ?? order?.Value;
        if (text is null)
        {
            return default;
        }

        return Identity.Id.TryParse<PaymentReference>(text, out var payment)
            ? payment
            : fields.Fault<PaymentReference>("paymentReference", $"write an id of 1 to {Identity.Id.MaxLength} characters.");
    }

    private static ImmutableArray<OrderItem> ParseItems(OrderFields order, Currency? currency, List<OrderLineFault> faults)
    {
        var before = faults.Count;
        var items = order.Array("items").Select((item, index) => ParseItem(item, index, currency, faults)).OfType<OrderItem>().ToImmutableArray();
        if (faults.Count == before && items.IsEmpty)
        {
            order.Fault<object?>("items", "is empty: write at least one item.");
        }

        return items.Sum(item => (long)item.Quantity) > MaxUnits
            ? order.Fault<ImmutableArray<OrderItem>>("items", $"has more than {MaxUnits} units: split the order.")
            : items;
    }

    private static OrderItem? ParseItem(JsonElement item, int index, Currency? currency, List<OrderLineFault> faults)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new OrderLineFault($"items[{index}]", "is no object: write {\"itemId\":…,\"name\":…,\"quantity\":1,\"unitPrice\":\"12.50\"}."));
            return null;
        }

        var fields = new OrderFields(item, $"items[{index}].", faults);
        return new OrderItem
        {
            Id = fields.Id<ItemId>("itemId").GetValueOrDefault(),
            Name = fields.Text("name") ?? "",
            Options = fields.Map("options"),
            Quantity = fields.Quantity("quantity", MaxUnits).GetValueOrDefault(),
            UnitPrice = fields.Money("unitPrice", currency).GetValueOrDefault(),
        };
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static OrderLineResult.Faulty Fault(string field, string message) => new([new OrderLineFault(field, message)]);
}
