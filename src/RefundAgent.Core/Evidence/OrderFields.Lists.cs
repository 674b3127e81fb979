using System.Collections.Immutable;
using System.Text.Json;

namespace RefundAgent.Evidence;

internal sealed partial class OrderFields
{
    public ImmutableArray<string> Texts(string name)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var (value, index) in Array(name).Select((value, index) => (value, index)))
        {
            var text = value.ValueKind == JsonValueKind.String ? Read($"{name}[{index}]", value) : Fault<string?>($"{name}[{index}]", "write text.");
            texts.Add(text ?? "");
        }

        return texts.DrainToImmutable();
    }

    /// <summary>A list; empty where it is absent or none.</summary>
    public IEnumerable<JsonElement> Array(string name, bool required = true)
    {
        if (!TryGet(name, out var value))
        {
            return (required ? Missing<IEnumerable<JsonElement>>(name) : null) ?? [];
        }

        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Fault<JsonElement[]?>(name, "write a list: [ … ].") ?? [];
    }

    /// <summary>An optional object of texts; numbers and flags in it are taken as they are written (a shoe size).</summary>
    public ImmutableSortedDictionary<string, string> Map(string name)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (TryGet(name, out var value) && value.ValueKind != JsonValueKind.Object)
        {
            Fault<object?>(name, "write an object of texts such as {\"color\":\"black\"}.");
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var option in value.EnumerateObject().Where(option => option.Value.ValueKind != JsonValueKind.Null))
            {
                var text = option.Value.ValueKind switch
                {
                    JsonValueKind.String => Read($"{name}.{option.Name}", option.Value),
                    JsonValueKind.Object or JsonValueKind.Array => Fault<string?>($"{name}.{option.Name}", "write text."),
                    _ => option.Value.GetRawText(),
                };
                map[option.Name] = text ?? "";
            }
        }

        return map.ToImmutable();
    }

    /// <summary>The fields of an optional object; null where it is absent or none.</summary>
    public OrderFields? Part(string name, string example)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Object
            ? new OrderFields(value, $"{prefix}{name}.", faults)
            : Fault<OrderFields?>(name, $"write an object such as {example}.");
    }
}
