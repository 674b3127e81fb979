using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RefundAgent.Evidence;

/// <summary>Facts travel as plain JSON: text, number, true or false, or a list of text.</summary>
public sealed class FactValueJsonConverter : JsonConverter<FactValue>
{
    public override FactValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => FactValue.Of(reader.GetString()!),
        JsonTokenType.Number when reader.TryGetDecimal(out var number) => FactValue.Of(number),
        JsonTokenType.True => FactValue.Of(true),
        JsonTokenType.False => FactValue.Of(false),
        JsonTokenType.StartArray => ReadList(ref reader),
        _ => throw new JsonException("A fact must be text, a number, true, false or a list of text."),
    };

    public override void Write(Utf8JsonWriter writer, FactValue value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case FactValue.Text text:
                writer.WriteStringValue(text.Value);
                break;
            case FactValue.Number number:
                writer.WriteNumberValue(number.Value);
                break;
            case FactValue.Flag flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case FactValue.List list:
                writer.WriteStartArray();
                foreach (var text in list.Values)
                {
                    writer.WriteStringValue(text);
                }

                writer.WriteEndArray();
                break;
        }
    }

    private static FactValue.List ReadList(ref Utf8JsonReader reader)
    {
        var values = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(reader.TokenType == JsonTokenType.String
                ? reader.GetString()!
                : throw new JsonException("A list fact may hold text only."));
        }

        return new FactValue.List(values.DrainToImmutable());
    }
}
