using System.Security.Cryptography;
using System.Text.Json;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>Names a policy by what it says: neither blanks nor the order of keys nor the editor's schema reference make another version.</summary>
internal static class PolicyHash
{
    /// <summary>Null for what is no JSON, holds half of a surrogate pair, or a number that no decimal holds.</summary>
    public static PolicyVersion? Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.TrimStart('\uFEFF'), PolicyParser.Options);
            return Of(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    public static PolicyVersion Of(JsonElement policy)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, policy, skip: "$schema");
        }

        return new PolicyVersion("p-" + Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()))[..12]);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, string? skip = null)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().Where(each => each.Name != skip).OrderBy(each => each.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                // 1, 1.0 and 1.00 say the same; dividing by one with all its decimals drops trailing zeros.
                writer.WriteNumberValue(element.GetDecimal() / 1.0000000000000000000000000000m);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
