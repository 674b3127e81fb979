using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RefundAgent.Tests.Web.OpenApi;

/// <summary>Walks a type as <see cref="CanonicalJson"/> writes it beside the schema that describes it.</summary>
internal sealed class SchemaComparison(JsonNode schemas)
{
    private static readonly Dictionary<Type, string> Scalars = new()
    {
        [typeof(string)] = "string",
        [typeof(bool)] = "boolean",
        [typeof(int)] = "integer",
        [typeof(long)] = "integer",
        [typeof(double)] = "number",
        [typeof(decimal)] = "number",
        [typeof(DateTimeOffset)] = "string",
    };

    /// <returns>Where the two differ, by the path from the schema's name on.</returns>
    public string[] Faults(Type type, string schema) => [.. Compare(type, schemas[schema]!, schema, tag: null)];

    private IEnumerable<string> Compare(Type declared, JsonNode described, string path, string? tag)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var schema = described["$ref"] is { } reference ? schemas[reference.GetValue<string>().Split('/')[^1]]! : described;
        var info = CanonicalJson.Options.GetTypeInfo(type);
        return info switch
        {
            { Type.IsEnum: true } => type.IsDefined(typeof(FlagsAttribute), inherit: false)
                ? Differ(path, "string", schema["type"]?.GetValue<string>())
                : Differ(path, Joined(WordsOf(type)), Joined(StringsIn(schema["enum"]))),
            { PolymorphismOptions: { } cases } => cases.DerivedTypes.SelectMany(each => CompareCase(cases, each, schema, path)),
            { Kind: JsonTypeInfoKind.Object } => CompareFields(info, schema, path, tag),
            { Kind: JsonTypeInfoKind.Enumerable } => CompareInner(info, schema["items"], $"{path}[]"),
            { Kind: JsonTypeInfoKind.Dictionary } => CompareInner(info, schema["additionalProperties"], $"{path}{{}}"),
            _ when Scalars.TryGetValue(type, out var scalar) && schema["enum"] is null => Differ(path, scalar, schema["type"]?.GetValue<string>()),
            _ => schema["type"] is null && schema["oneOf"] is null && schema["enum"] is null ? [$"{path}: is left open"] : [],
        };
    }

    private IEnumerable<string> CompareCase(JsonPolymorphismOptions cases, JsonDerivedType one, JsonNode schema, string path)
    {
        var (tag, word) = (cases.TypeDiscriminatorPropertyName, (string)one.TypeDiscriminator!);
        var described = schema["oneOf"]?.AsArray().SingleOrDefault(each => StringsIn(each!["properties"]![tag]!["enum"]).SequenceEqual([word]));
        return described is null ? [$"{path}: {tag} {word} is not described"] : CompareFields(CanonicalJson.Options.GetTypeInfo(one.DerivedType), described, $"{path}({word})", tag);
    }

    private IEnumerable<string> CompareFields(JsonTypeInfo info, JsonNode schema, string path, string? tag)
    {
        var described = schema["properties"]?.AsObject() ?? [];
        var written = info.Properties.Where(property => property.Get is not null).ToArray();
        string[] always = [.. written.Where(IsAlwaysThere).Select(property => property.Name), .. tag is null ? Array.Empty<string>() : [tag]];
        return written.Where(property => !described.ContainsKey(property.Name)).Select(property => $"{path}: {property.Name} is not described")
            .Concat(described.Select(field => field.Key).Except([.. written.Select(property => property.Name), tag]).Select(name => $"{path}: {name} is never there"))
            .Concat(Differ($"{path} required", Joined(always), Joined(StringsIn(schema["required"]))))
            .Concat(written.Where(property => described.ContainsKey(property.Name))
                .SelectMany(property => Compare(property.PropertyType, described[property.Name]!, $"{path}.{property.Name}", tag: null)));
    }

    private IEnumerable<string> CompareInner(JsonTypeInfo info, JsonNode? schema, string path) =>
        schema is null ? [$"{path}: is left open"] : Compare(info.ElementType!, schema, path, tag: null);

    private static bool IsAlwaysThere(JsonPropertyInfo property) =>
        property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) != true
        && (property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is null : !property.IsGetNullable);

    private static IEnumerable<string> WordsOf(Type words) =>
        Enum.GetValues(words).Cast<object>().Select(word => JsonSerializer.SerializeToNode(word, words, CanonicalJson.Options)!.GetValue<string>());

    private static IEnumerable<string> StringsIn(JsonNode? list) => list?.AsArray().Select(each => each!.GetValue<string>()) ?? [];

    private static string Joined(IEnumerable<string> words) => string.Join(", ", words.Order(StringComparer.Ordinal));

    private static string[] Differ(string path, string real, string? described) =>
        real == described ? [] : [$"{path}: says {described}, and it is {real}"];
}
