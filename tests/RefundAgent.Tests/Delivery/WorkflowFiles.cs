using YamlDotNet.RepresentationModel;

namespace RefundAgent.Tests.Delivery;

/// <summary>The workflows as GitHub reads them.</summary>
internal static class WorkflowFiles
{
    public static IReadOnlyList<string> All { get; } =
        [.. Directory.EnumerateFiles(Repository.At(".github", "workflows")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static YamlNode Read(string file) => Assert.Single(Yaml.Read(Repository.Read(".github", "workflows", file)));

    public static IEnumerable<YamlNode> StepsOf(string file) => Read(file).At("jobs").Entries().SelectMany(job => job.Value.At("steps").Items());
}
