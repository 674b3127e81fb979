using System.Text.RegularExpressions;

namespace RefundAgent.Tests.Delivery;

/// <summary>What the page on containers shows for other platforms is copied and applied, so it has to be whole.</summary>
public sealed partial class PlatformExamplesTests
{
    [Fact]
    public void The_examples_of_other_platforms_are_YAML()
    {
        var examples = Example().Matches(Repository.Read("docs", "container.md")).SelectMany(match => Yaml.Read(match.Groups["text"].Value)).ToArray();

        Assert.Equal(3, examples.Length);
        Assert.Equal("60", examples[0].At("spec", "template", "spec", "terminationGracePeriodSeconds")?.ToString());
        Assert.Equal("true", examples[0].At("spec", "template", "spec", "containers").Items().Single().At("securityContext", "readOnlyRootFilesystem")?.ToString());
        Assert.Equal("1", examples[2].At("properties", "template", "scale", "minReplicas")?.ToString());
    }

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
