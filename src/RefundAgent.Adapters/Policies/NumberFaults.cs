using System.Text.Json;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>Finds numbers that no exact decimal holds; comparing with a rounded one would be another rule than the one written.</summary>
internal static class NumberFaults
{
    public static IEnumerable<PolicyFault> In(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => In(property.Value, $"{path}.{property.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => In(item, $"{path}[{index}]")),
        JsonValueKind.Number when !element.TryGetDecimal(out _) =>
            [new PolicyFault(path, "is too large a number: write one of at most 28 digits.")],
        _ => [],
    };
}
