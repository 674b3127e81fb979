using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using RefundAgent.Evidence;

namespace RefundAgent.Tests.Evidence;

public sealed class OrderLineTests
{
    private const string Good = """
        {"orderId":"#W1","customerId":"ada","customerEmail":"ada@example.com","status":"Delivered","currency":"USD",
         "items":[{"itemId":"1","name":"Lamp","options":{"color":"black","size":42},"quantity":2,"unitPrice":"12.50"}],
         "paid":"25.00","paymentMethods":["card"],"placedAt":"2026-01-01T10:00:00+02:00","carrier":"ignored"}
        """;

    [Fact]
    public void A_line_becomes_an_order_with_its_defaults()
    {
        var order = Assert.IsType<OrderLineResult.Parsed>(OrderLine.Parse(Good)).Order;

        Assert.Equal("delivered", order.Status);
        Assert.Equal("#W1", order.Payment.Value);
        Assert.True(order.Refunded.IsZero);
        Assert.False(order.FinalSale);
        Assert.Null(order.DeliveredAt);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero), order.PlacedAt);
        Assert.Equal("42", order.Items[0].Options["size"]);
        Assert.Equal("12.50 USD", order.Items[0].UnitPrice.ToString());
    }

    [Fact]
    public void All_that_a_line_can_say_is_kept()
    {
        var line = Good.Replace("\"carrier\":\"ignored\"", """
            "refunded":"3.00","captured":"20.00","shipping":"4.00","tax":"2.10","discount":"1.00","presentmentCurrency":"EUR",
            "shipTo":{"country":"DE","postalCode":"10115","street":"not kept"},"billTo":{"country":"FR"},
            "deliveryScan":"2026-01-03T10:00:00Z","customerSince":"2020-01-01T00:00:00Z",
            "payments":[{"reference":"ch_1","kind":"card","amount":"20.00","refunded":"3.00"},{"reference":"gc_1","kind":"giftCard","amount":"5.00"}]
            """, StringComparison.Ordinal).Replace("\"unitPrice\"", "\"category\":\"Lighting\",\"finalSale\":true,\"withdrawalExempt\":true,\"unitPrice\"", StringComparison.Ordinal);

        var order = Assert.IsType<OrderLineResult.Parsed>(OrderLine.Parse(line)).Order;

        Assert.Equal(("20.00 USD", "4.00 USD", "2.10 USD", "1.00 USD", "EUR"), (
            order.Captured.ToString(), order.Shipping.ToString(), order.Tax.ToString(), order.Discount.ToString(), order.PresentmentCurrency.ToString()));
        Assert.Equal((new OrderPlace("DE", "10115"), new OrderPlace("FR", null)), (order.ShipTo, order.BillTo));
        Assert.Equal((3, 2020), (order.DeliveryScan!.Value.Day, order.CustomerSince!.Value.Year));
        Assert.Equal(("lighting", true, true), (order.Items[0].Category, order.Items[0].FinalSale, order.Items[0].WithdrawalExempt));
        Assert.Equal("ch_1", order.Payment.Value);
        Assert.Equal(
            ["ch_1 Card 20.00 USD 3.00 USD", "gc_1 GiftCard 5.00 USD 0.00 USD"],
            order.Payments.Select(payment => $"{payment.Reference} {payment.Kind} {payment.Amount} {payment.Refunded}"));
        Assert.Equal("17.00 USD", order.Refundable.ToString());
        Assert.Equal(CanonicalJson.Write(order), CanonicalJson.Write(CanonicalJson.Read<Order>(CanonicalJson.Write(order))));
    }

    [Fact]
    public void A_line_without_payments_was_paid_by_its_one_reference()
    {
        var order = Assert.IsType<OrderLineResult.Parsed>(OrderLine.Parse(Good)).Order;

        Assert.Equal(new OrderPayment(order.Payment, PaymentKind.Other, order.Paid, order.Refunded), Assert.Single(order.PaidBy));
        Assert.Equal(order.Paid, order.Refundable);
    }

    [Theory]
    [InlineData("\"refunded\":\"4.00\",", "", "4.00 USD")]
    [InlineData("", ",\"refunded\":\"4.00\"", "4.00 USD")]
    [InlineData("", "", "0.00 USD")]
    public void What_the_shop_gave_back_is_known_of_the_order_and_of_its_one_payment(string ofOrder, string ofPayment, string refunded)
    {
        var line = Good.Replace("\"carrier\"", $$"""{{ofOrder}}"payments":[{"reference":"a","kind":"card","amount":"25.00"{{ofPayment}}}],"carrier" """, StringComparison.Ordinal);

        var order = Assert.IsType<OrderLineResult.Parsed>(OrderLine.Parse(line)).Order;

        Assert.Equal((refunded, refunded), (order.Refunded.ToString(), order.Payments[0].Refunded.ToString()));
    }

    // field → its JSON (null to leave it out), the fault's field, words of its message
    [Theory]
    [InlineData("orderId", null, "orderId", "missing")]
    [InlineData("orderId", "7", "orderId", "text in quotes")]
    [InlineData("orderId", "\"  \"", "orderId", "blank")]
    [InlineData("customerId", null, "customerId", "missing")]
    [InlineData("customerId", "null", "customerId", "missing")]
    [InlineData("customerEmail", "[]", "customerEmail", "text in quotes")]
    [InlineData("status", null, "status", "missing")]
    [InlineData("status", "true", "status", "text in quotes")]
    [InlineData("currency", "\"usd\"", "currency", "three capitals")]
    [InlineData("currency", "\"XYZ\"", "currency", "ISO 4217")]
    [InlineData("paid", null, "paid", "missing")]
    [InlineData("paid", "25.00", "paid", "as text")]
    [InlineData("paid", "\"25.001\"", "paid", "at most 2 decimals")]
    [InlineData("paid", "\"25,00\"", "paid", "at most 2 decimals")]
    [InlineData("paid", "\"-25.00\"", "paid", "zero or more")]
    [InlineData("paid", "\"1e3\"", "paid", "write digits")]
    [InlineData("refunded", "\"25.01\"", "refunded", "more than the 25.00 USD")]
    [InlineData("refunded", "0", "refunded", "as text")]
    [InlineData("items", null, "items", "missing")]
    [InlineData("items", "{}", "items", "a list")]
    [InlineData("items", "[]", "items", "at least one item")]
    [InlineData("items", "[7]", "items[0]", "no object")]
    [InlineData("items", """[{"name":"Lamp","quantity":1,"unitPrice":"1.00"}]""", "items[0].itemId", "missing")]
    [InlineData("items", """[{"itemId":"1","quantity":1,"unitPrice":"1.00"}]""", "items[0].name", "missing")]
    [InlineData("items", """[{"itemId":"1","name":"Lamp","unitPrice":"1.00"}]""", "items[0].quantity", "missing")]
    [InlineData("items", """[{"itemId":"1","name":"Lamp","quantity":0,"unitPrice":"1.00"}]""", "items[0].quantity", "from 1 to")]
    [InlineData("items", """[{"itemId":"1","name":"Lamp","quantity":-1,"unitPrice":"1.00"}]""", "items[0].quantity", "from 1 to")]
    [InlineData("items", """[{"itemId":"1","name":"Lamp","quantity":1.5,"unitPrice":"1.00"}]""", "items[0].quantity", "whole number")]
    [InlineData("items", """[{"itemId":"1","name":"Lamp","quantity":99999999999,"unitPrice":"1.00"}]""", "items[0].quantity", "whole number")]
    [InlineData("items", """[{"itemId":"1","name":"Lamp","quantity":"1","unitPrice":"1.00"}]""", "items[0].quantity", "whole number")]
    [InlineData("items", """[{"itemId":"1","name":"Lamp","quantity":1}]""", "items[0].unitPrice", "missing")]
    [InlineData("items", """[{"itemId":"1","name":"Lamp","quantity":1,"unitPrice":"-1.00"}]""", "items[0].unitPrice", "zero or more")]
    [InlineData("items", """[{"itemId":"1","name":"Lamp","quantity":1,"unitPrice":"1.00","options":"red"}]""", "items[0].options", "object of texts")]
    [InlineData("items", """[{"itemId":"1","name":"Lamp","quantity":1,"unitPrice":"1.00","options":{"a":[]}}]""", "items[0].options.a", "write text")]
    [InlineData("paymentMethods", null, "paymentMethods", "missing")]
    [InlineData("paymentMethods", "[1]", "paymentMethods[0]", "write text")]
    [InlineData("placedAt", "\"yesterday\"", "placedAt", "RFC 3339")]
    [InlineData("placedAt", "\"2026-01-01T10:00:00\"", "placedAt", "offset")]
    [InlineData("deliveredAt", "5", "deliveredAt", "text in quotes")]
    [InlineData("finalSale", "\"no\"", "finalSale", "true or false")]
    [InlineData("status", "\"\\ud800\"", "status", "surrogate")]
    [InlineData("shipping", "\"25.01\"", "shipping", "more than the 25.00 USD")]
    [InlineData("tax", "\"25.01\"", "tax", "more than the 25.00 USD")]
    [InlineData("discount", "\"-1.00\"", "discount", "zero or more")]
    [InlineData("captured", "\"25.01\"", "captured", "more than the 25.00 USD")]
    [InlineData("captured", "20", "captured", "as text")]
    [InlineData("presentmentCurrency", "\"XXZ\"", "presentmentCurrency", "ISO 4217")]
    [InlineData("shipTo", "\"DE\"", "shipTo", "{\"country\":\"DE\"")]
    [InlineData("shipTo", "{}", "shipTo.country", "missing")]
    [InlineData("billTo", """{"country":"Germany"}""", "billTo.country", "two capitals")]
    [InlineData("deliveryScan", "\"yesterday\"", "deliveryScan", "RFC 3339")]
    [InlineData("customerSince", "\"2020-01-01\"", "customerSince", "RFC 3339")]
    [InlineData("items", """[{"itemId":"1","name":"Lamp","quantity":1,"unitPrice":"1.00","category":7}]""", "items[0].category", "text in quotes")]
    [InlineData("items", """[{"itemId":"1","name":"Lamp","quantity":1,"unitPrice":"1.00","withdrawalExempt":"yes"}]""", "items[0].withdrawalExempt", "true or false")]
    [InlineData("payments", "{}", "payments", "a list")]
    [InlineData("payments", "[7]", "payments[0]", "no object")]
    [InlineData("payments", """[{"kind":"card","amount":"25.00"}]""", "payments[0].reference", "missing")]
    [InlineData("payments", """[{"reference":"a","kind":"cash","amount":"25.00"}]""", "payments[0].kind", "bank, card, giftCard, other, storeCredit")]
    [InlineData("payments", """[{"reference":"a","kind":"card","amount":"20.00"}]""", "payments", "does not come to the 25.00 USD of 'paid'")]
    [InlineData("payments", """[{"reference":"a","kind":"card","amount":"20.00"},{"reference":"a","kind":"bank","amount":"5.00"}]""", "payments", "one reference twice")]
    [InlineData("payments", """[{"reference":"a","kind":"card","amount":"25.00","refunded":"25.01"}]""", "payments[0].refunded", "more than the 25.00 USD of this payment")]
    [InlineData("paymentReference", "\"pay_1\",\"payments\":[{\"reference\":\"a\",\"kind\":\"card\",\"amount\":\"25.00\"}]", "paymentReference", "none of 'payments'")]
    [InlineData("refunded", "\"5.00\",\"payments\":[{\"reference\":\"a\",\"kind\":\"card\",\"amount\":\"20.00\"},{\"reference\":\"b\",\"kind\":\"bank\",\"amount\":\"5.00\",\"refunded\":\"4.00\"}]", "payments", "does not come to the 5.00 USD of 'refunded'")]
    [InlineData("refunded", "\"5.00\",\"captured\":\"4.00\"", "refunded", "more than the 4.00 USD that were captured")]
    public void A_bad_field_is_named_with_what_to_write(string field, string? json, string at, string words)
    {
        var line = JsonNode.Parse(Good)!.AsObject();
        line.Remove(field);
        var rest = line.ToJsonString()[1..];

        var faults = FaultsOf(json is null ? "{" + rest : $$"""{"{{field}}":{{json}},{{rest}}""");

        var fault = Assert.Single(faults);
        Assert.Equal(at, fault.Field);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("{\"orderId\":", "no JSON at character")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("null", "no JSON object")]
    [InlineData("{\"\\ud800\":1}", "surrogate")]
    public void A_line_that_is_no_object_says_so(string line, string words)
    {
        var fault = Assert.Single(FaultsOf(line));

        Assert.Equal("line", fault.Field);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_stands_twice_is_named_wherever_it_is()
    {
        var faults = FaultsOf(Good.Replace("\"quantity\":2", "\"quantity\":2,\"quantity\":1", StringComparison.Ordinal));

        Assert.Equal("items[0].quantity", Assert.Single(faults).Field);
    }

    [Fact]
    public void All_that_is_wrong_with_a_line_is_said_at_once() => Assert.Equal(
        ["customerId", "status", "paid", "items[0].itemId", "items[0].quantity", "paymentMethods"],
        FaultsOf("""{"orderId":"1","currency":"USD","items":[{"name":"x","quantity":0,"unitPrice":"1"}],"paid":1}""").Select(fault => fault.Field));

    [Fact]
    public void An_order_of_too_many_units_and_a_line_of_too_many_bytes_are_refused()
    {
        var units = """{"itemId":"1","name":"Lamp","quantity":600,"unitPrice":"1.00"}""";
        var line = JsonNode.Parse(Good)!.AsObject();
        line["items"] = JsonNode.Parse($"[{units},{units}]");

        Assert.Equal("items", Assert.Single(FaultsOf(line.ToJsonString())).Field);
        Assert.Equal("line", Assert.Single(FaultsOf(new string(' ', OrderLine.MaxBytes + 1))).Field);
    }

    [Theory]
    [InlineData("JPY", "1250", true)]
    [InlineData("JPY", "12.50", false)]
    [InlineData("KWD", "12.505", true)]
    [InlineData("KWD", "1.234", true)]
    [InlineData("KWD", "1.2345", false)]
    [InlineData("XXZ", "1", false)]
    public void Amounts_have_the_decimals_of_their_currency(string currency, string amount, bool valid)
    {
        var line = JsonNode.Parse(Good)!.AsObject();
        line["currency"] = currency;
        line["paid"] = amount;
        line["items"]![0]!["unitPrice"] = amount;

        Assert.Equal(valid, OrderLine.Parse(line.ToJsonString()) is OrderLineResult.Parsed);
    }

    [Fact]
    public void No_text_makes_it_throw() => Gen.Select(Gen.String, Gen.Int[0, Good.Length - 1]).Sample((text, at) =>
    {
        Assert.NotNull(OrderLine.Parse(text));
        Assert.NotNull(OrderLine.Parse(Good.Insert(at, text)));
    });

    [Fact]
    public void Sums_that_no_machine_word_holds_are_a_fault_and_no_crash()
    {
        var payment = """{"reference":"R","kind":"card","amount":"20000000000000000.00"}""";
        var payments = string.Join(',', Enumerable.Range(0, 20).Select(index => payment.Replace("R", $"r{index}", StringComparison.Ordinal)));

        Assert.Equal("payments", Assert.Single(FaultsOf(Good.Replace("\"carrier\"", $"\"payments\":[{payments}],\"carrier\"", StringComparison.Ordinal))).Field);
    }

    private static ImmutableArray<OrderLineFault> FaultsOf(string line) => Assert.IsType<OrderLineResult.Faulty>(OrderLine.Parse(line)).Faults;
}
