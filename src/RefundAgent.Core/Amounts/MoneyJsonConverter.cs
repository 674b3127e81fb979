using System.Text.Json;
using System.Text.Json.Serialization;

namespace RefundAgent.Amounts;

/// <summary>Money on the wire is <c>{"amount":"12.50","currency":"USD"}</c>: a string, since JSON numbers are floats to most readers.</summary>
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("Money must be an object such as {\"amount\":\"12.50\",\"currency\":\"USD\"}.");
        }

        if (!Currency.TryParse(Text(root, "currency"), out var currency))
        {
            throw new JsonException("Money needs 'currency', an ISO 4217 code such as USD.");
        }

        return Money.TryParse(Text(root, "amount"), currency, out var money)
            ? money
            : throw new JsonException($"Money needs 'amount', a decimal string with at most {currency.Exponent} decimals in {currency}, such as \"12.50\".");
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.ToDecimalString());
        writer.WriteString("currency", value.Currency.Code);
        writer.WriteEndObject();
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
