using System.Text.Json;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>
/// Finds values that are JSON and yet cannot be taken as they stand: numbers that no exact decimal holds (a rounded one would make
/// another rule than the one written) and halves of surrogate pairs.
/// </summary>
internal static class ValueFaults
{
    public static IEnumerable<PolicyFault> In(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => In(property.Value, $"{path}.{property.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => In(item, $"{path}[{index}]")),
        JsonValueKind.Number when !element.TryGetDecimal(out _) =>
            [new PolicyFault(path, "is too large a number: write one of at most 28 digits.")],
        JsonValueKind.String when !IsText(element) =>
            [new PolicyFault(path, "holds half of a surrogate pair (\\ud800 to \\udfff): write whole characters.")],
        _ => [],
    };

    private static bool IsText(JsonElement element)
    {
        try
        {
            return element.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
