using System.Text.Json;
using System.Text.Json.Serialization;

namespace RefundAgent.Context;

/// <summary>A version is a plain number on the wire.</summary>
public sealed class ContextVersionJsonConverter : JsonConverter<ContextVersion>
{
    public override ContextVersion Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number >= 0
            ? new ContextVersion(number)
            : throw new JsonException("A context version must be a whole number from 0.");

    public override void Write(Utf8JsonWriter writer, ContextVersion value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Number);
}
