using System.Text.Json;
using System.Xml.Linq;

namespace RefundAgent.Tests.Functions;

/// <summary>What the Functions host reads beside the code; each value is explained in docs/operations.md.</summary>
public sealed class HostTests
{
    private static readonly JsonElement Host = JsonDocument.Parse(Repository.Read("host.json")).RootElement;

    [Theory]
    [InlineData("version", "2.0")]
    [InlineData("telemetryMode", "OpenTelemetry")]
    [InlineData("functionTimeout", "00:05:00")]
    [InlineData("extensions.http.routePrefix", "")]
    [InlineData("extensions.queues.messageEncoding", "base64")]
    [InlineData("extensions.queues.maxDequeueCount", "5")]
    [InlineData("extensions.queues.visibilityTimeout", "00:00:10")]
    [InlineData("extensions.queues.batchSize", "8")]
    [InlineData("extensions.queues.newBatchThreshold", "4")]
    [InlineData("extensions.queues.maxPollingInterval", "00:00:02")]
    public void The_host_is_configured_as_documented(string path, string expected)
    {
        var value = path.Split('.').Aggregate(Host, (node, name) => node.GetProperty(name)).ToString();

        Assert.Equal(expected, value);
        Assert.Contains($"| `{path}` | `{(expected.Length == 0 ? "\"\"" : expected)}` |", Repository.Read("docs", "operations.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_file_travels_with_the_app_and_local_settings_never_do()
    {
        var files = XDocument.Parse(Repository.Read("src", "RefundAgent.Functions", "RefundAgent.Functions.csproj"))
            .Descendants("None")
            .ToDictionary(item => item.Attribute("Link")!.Value, item => item.Attribute("CopyToPublishDirectory")!.Value, StringComparer.Ordinal);

        Assert.Equal("PreserveNewest", files["host.json"]);
        Assert.Equal("Never", files["local.settings.json"]);
    }

    [Fact]
    public void The_solution_lists_the_app_but_does_not_build_it()
    {
        var lines = Repository.Read("RefundAgent.sln").Split('\n', StringSplitOptions.TrimEntries);
        var project = Assert.Single(lines, line => line.Contains("RefundAgent.Functions.csproj", StringComparison.Ordinal));
        var id = project[^39..^1].Trim('"');

        Assert.Contains(lines, line => line.StartsWith($"{id}.Debug|Any CPU.ActiveCfg", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith(id, StringComparison.Ordinal) && line.Contains("Build.0", StringComparison.Ordinal));
    }

    [Fact]
    public void Local_settings_are_ignored_by_git()
    {
        Assert.Contains("local.settings.json", Repository.Read(".gitignore").Split('\n', StringSplitOptions.TrimEntries));
    }
}
