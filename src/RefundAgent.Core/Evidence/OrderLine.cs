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
public static partial class OrderLine
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
        var captured = fields.PartOf("captured", paid);
        var payments = ParsePayments(fields, currency, paid, refunded, faults);
        var back = RefundedOf(refunded, payments, currency.GetValueOrDefault());
        var order = new Order
        {
            Id = id.GetValueOrDefault(),
            Customer = customer.GetValueOrDefault(),
            CustomerEmail = Blank(fields.OptionalText("customerEmail")),
            Status = status?.Trim().ToLowerInvariant() ?? "",
            Items = ParseItems(fields, currency, faults),
            Paid = paid.GetValueOrDefault(),
            Refunded = back,
            Captured = captured,
            Shipping = fields.PartOf("shipping", paid),
            Tax = fields.PartOf("tax", paid),
            Discount = fields.Money("discount", currency, required: false),
            PresentmentCurrency = fields.Currency("presentmentCurrency", required: false),
            PaymentMethods = fields.Texts("paymentMethods"),
            PlacedAt = fields.Time("placedAt"),
            DeliveredAt = fields.Time("deliveredAt"),
            DeliveryScan = fields.Time("deliveryScan"),
            CustomerSince = fields.Time("customerSince"),
            ShipTo = ParsePlace(fields, "shipTo"),
            BillTo = ParsePlace(fields, "billTo"),
            Payment = PaymentOf(fields, id, payments),
            Payments = payments,
            FinalSale = fields.Flag("finalSale"),
        };
        if ((captured ?? paid) is { } most && back > most)
        {
            fields.Fault<object?>("refunded", $"is {back}, more than the {most} that were {(captured is null ? "paid" : "captured")}: write at most that.");
        }

        return faults.Count == 0 ? order : null;
    }

    private static OrderPlace? ParsePlace(OrderFields order, string name) =>
        order.Part(name, "{\"country\":\"DE\",\"postalCode\":\"10115\"}") is { } fields && fields.Country("country") is { } country
            ? new OrderPlace(country, Blank(fields.OptionalText("postalCode")))
            : null;

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
            Category = Blank(fields.OptionalText("category"))?.ToLowerInvariant(),
            FinalSale = fields.Flag("finalSale"),
            WithdrawalExempt = fields.Flag("withdrawalExempt"),
        };
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static OrderLineResult.Faulty Fault(string field, string message) => new([new OrderLineFault(field, message)]);
}
