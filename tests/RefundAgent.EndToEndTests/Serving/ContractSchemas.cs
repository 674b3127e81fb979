using System.Text.Json.Nodes;
using NJsonSchema;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>
/// The OpenAPI document as something to hold answers against. Every object with named fields is closed first: a field that the document
/// does not tell of is a fault of the document.
/// </summary>
internal sealed class ContractSchemas
{
    private readonly JsonNode document;

    public ContractSchemas(string json)
    {
        document = JsonNode.Parse(json)!;
        Close(document["components"]!["schemas"]!);
        Close(document["paths"]!);
    }

    /// <summary>Method and path template of each operation, such as <c>POST /api/refunds</c>.</summary>
    public IReadOnlyList<string> Operations =>
    [
        .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}")),
    ];

    /// <summary>The statuses that an operation tells of.</summary>
    public IReadOnlySet<int> StatusesOf(string operation) =>
        Responses(operation).AsObject().Select(response => int.Parse(response.Key, System.Globalization.CultureInfo.InvariantCulture)).ToHashSet();

    /// <returns>What is wrong with the answer; nothing where it is as documented.</returns>
    public async Task<IReadOnlyList<string>> FaultsAsync(string operation, int status, string? mediaType, string body)
    {
        if (Responses(operation)[$"{status}"] is not { } response)
        {
            return [$"status {status} is not documented"];
        }

        if (response["content"] is not JsonObject content)
        {
            return [];
        }

        if (mediaType is null || content[mediaType] is not { } media)
        {
            return [$"media type {mediaType} is not documented"];
        }

        var schema = await JsonSchema.FromJsonAsync(Standalone(media["schema"]!));
        return [.. schema.Validate(body).Select(fault => $"{fault.Path}: {fault.Kind}")];
    }

    private JsonNode Responses(string operation)
    {
        var parts = operation.Split(' ');
        return document["paths"]![parts[1]]![parts[0].ToLowerInvariant()]!["responses"]!;
    }

    /// <summary>One schema with those that it refers to, where a JSON Schema reader looks for them.</summary>
    private string Standalone(JsonNode schema)
    {
        var whole = new JsonObject
        {
            ["allOf"] = new JsonArray(schema.DeepClone()),
            ["definitions"] = document["components"]!["schemas"]!.DeepClone(),
        };
        return whole.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
    }

    private static void Close(JsonNode node)
    {
        if (node is JsonObject schema)
        {
            if (schema["properties"] is JsonObject && schema["additionalProperties"] is null)
            {
                schema["additionalProperties"] = false;
            }

            foreach (var (_, child) in schema.ToArray())
            {
                Close(child!);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var child in list)
            {
                Close(child!);
            }
        }
    }
}
