using System.Text.Json;

namespace RefundAgent;

/// <summary>
/// Finds keys that one object has twice: readers disagree on which of them counts, so a document that moves money must not have any.
/// </summary>
public static class DuplicateKeys
{
    /// <returns>JSON paths such as <c>$.rules[2].id</c>, each once, in the order of the document.</returns>
    /// <exception cref="InvalidOperationException">A key holds half of a surrogate pair: no text at all.</exception>
    public static IEnumerable<string> PathsIn(JsonElement element, string path = "$") => element.ValueKind switch
    {
        JsonValueKind.Object => InObject(element, path).Distinct(StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => PathsIn(item, $"{path}[{index}]")),
        _ => [],
    };

    private static IEnumerable<string> InObject(JsonElement element, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var here = $"{path}.{property.Name}";
            if (!seen.Add(property.Name))
            {
                yield return here;
            }

            foreach (var inner in PathsIn(property.Value, here))
            {
                yield return inner;
            }
        }
    }
}
