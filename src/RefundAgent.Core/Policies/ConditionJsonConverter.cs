using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using RefundAgent.Evidence;

namespace RefundAgent.Policies;

/// <summary>
/// Reads <c>{"fact":"order.status","eq":"delivered"}</c>, <c>{"all":[…]}</c>, <c>{"any":[…]}</c> and <c>{"not":{…}}</c>, and writes them alike.
/// </summary>
public sealed class ConditionJsonConverter : JsonConverter<Condition>
{
    private static readonly ImmutableArray<(string Name, Operator Operator)> Operators =
    [
        ("eq", Operator.Eq), ("in", Operator.In), ("notIn", Operator.NotIn), ("gte", Operator.Gte),
        ("lte", Operator.Lte), ("exists", Operator.Exists), ("contains", Operator.Contains),
    ];

    public override Condition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Parse(document.RootElement, options);
    }

    public override void Write(Utf8JsonWriter writer, Condition value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case Condition.All all:
                writer.WritePropertyName("all");
                JsonSerializer.Serialize(writer, all.Parts, options);
                break;
            case Condition.Any any:
                writer.WritePropertyName("any");
                JsonSerializer.Serialize(writer, any.Parts, options);
                break;
            case Condition.Not not:
                writer.WritePropertyName("not");
                Write(writer, not.Part, options);
                break;
            case Condition.Compare compare:
                writer.WriteString("fact", compare.Fact);
                writer.WritePropertyName(Operators.First(known => known.Operator == compare.Operator).Name);
                WriteOperands(writer, compare, options);
                break;
        }

        writer.WriteEndObject();
    }

    private static Condition Parse(JsonElement element, JsonSerializerOptions options)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("A condition must be an object.");
        }

        if (element.TryGetProperty("all", out var all))
        {
            return new Condition.All(Parts(all, options));
        }

        if (element.TryGetProperty("any", out var any))
        {
            return new Condition.Any(Parts(any, options));
        }

        return element.TryGetProperty("not", out var not) ? new Condition.Not(Parse(not, options)) : ParseComparison(element, options);
    }

    private static Condition.Compare ParseComparison(JsonElement element, JsonSerializerOptions options)
    {
        if (!element.TryGetProperty("fact", out var fact) || fact.GetString() is not { Length: > 0 } name)
        {
            throw new JsonException("A condition needs 'fact' with one of eq, in, notIn, gte, lte, exists, contains, or one of all, any, not.");
        }

        foreach (var (key, known) in Operators)
        {
            if (element.TryGetProperty(key, out var operand))
            {
                return new Condition.Compare(name, known, known is Operator.In or Operator.NotIn
                    ? [.. operand.EnumerateArray().Select(each => each.Deserialize<FactValue>(options)!)]
                    : [operand.Deserialize<FactValue>(options)!]);
            }
        }

        throw new JsonException($"The condition on '{name}' needs one of eq, in, notIn, gte, lte, exists, contains.");
    }

    private static ImmutableArray<Condition> Parts(JsonElement array, JsonSerializerOptions options) =>
        [.. array.EnumerateArray().Select(part => Parse(part, options))];

    private static void WriteOperands(Utf8JsonWriter writer, Condition.Compare compare, JsonSerializerOptions options)
    {
        if (compare.Operator is Operator.In or Operator.NotIn)
        {
            JsonSerializer.Serialize(writer, compare.Operands, options);
        }
        else
        {
            JsonSerializer.Serialize(writer, compare.Operands[0], options);
        }
    }
}
