using YamlDotNet.RepresentationModel;

namespace RefundAgent.Tests.Delivery;

/// <summary>YAML as a person would read it: maps, lists, text.</summary>
internal static class Yaml
{
    /// <exception cref="YamlDotNet.Core.YamlException">It is none, with line and column.</exception>
    public static IReadOnlyList<YamlNode> Read(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    public static YamlNode? At(this YamlNode node, params string[] path) =>
        path.Aggregate<string, YamlNode?>(node, (from, name) => (from as YamlMappingNode)?.Children.TryGetValue(new YamlScalarNode(name), out var value) ?? false ? value : null);

    public static IEnumerable<(string Name, YamlNode Value)> Entries(this YamlNode? node) =>
        (node as YamlMappingNode)?.Children.Select(child => (child.Key.ToString(), child.Value)) ?? [];

    public static IEnumerable<YamlNode> Items(this YamlNode? node) => (node as YamlSequenceNode)?.Children ?? Enumerable.Empty<YamlNode>();
}
