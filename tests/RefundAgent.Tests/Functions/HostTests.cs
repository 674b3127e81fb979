using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using RefundAgent.Adapters.Queues;
using RefundAgent.Helpdesks;
using RefundAgent.Web.Calls;

namespace RefundAgent.Tests.Functions;

/// <summary>What the Functions host reads beside the code; each value is explained in docs/operations.md.</summary>
public sealed class HostTests
{
    private static readonly JsonElement Host = JsonDocument.Parse(Repository.Read("host.json")).RootElement;
    private static readonly string Operations = Repository.Read("docs", "operations.md");

    [Theory]
    [InlineData("version", "2.0")]
    [InlineData("telemetryMode", "OpenTelemetry")]
    [InlineData("functionTimeout", "00:05:00")]
    [InlineData("concurrency.dynamicConcurrencyEnabled", "false")]
    [InlineData("extensions.http.routePrefix", "")]
    [InlineData("extensions.http.maxConcurrentRequests", "-1")]
    [InlineData("extensions.http.maxOutstandingRequests", "-1")]
    [InlineData("extensions.http.dynamicThrottlesEnabled", "false")]
    [InlineData("extensions.http.hsts.isEnabled", "true")]
    [InlineData("extensions.http.hsts.maxAge", "365.00:00:00")]
    [InlineData("extensions.queues.messageEncoding", "base64")]
    [InlineData("extensions.queues.maxDequeueCount", "20")]
    [InlineData("extensions.queues.visibilityTimeout", "00:00:30")]
    [InlineData("extensions.queues.batchSize", "8")]
    [InlineData("extensions.queues.newBatchThreshold", "4")]
    [InlineData("extensions.queues.maxPollingInterval", "00:00:02")]
    public void The_host_is_configured_as_documented(string path, string expected)
    {
        Assert.Equal(expected, At(path)!.Value.GetRawText().Trim('"'));
        Assert.Contains($"| `{path}` | `{(expected.Length == 0 ? "\"\"" : expected)}` |", Operations, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("singleton", "singleton")]
    [InlineData("healthMonitor", "healthMonitor")]
    [InlineData("logging.applicationInsights", "logging.applicationInsights")]
    [InlineData("customHeaders", "extensions.http.customHeaders")]
    [InlineData("retry", "retry")]
    [InlineData("extensionBundle", "extensionBundle")]
    public void What_is_left_out_on_purpose_is_told(string told, string path)
    {
        Assert.Null(At(path));
        Assert.Contains($"| `{told}` | absent |", Operations, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_has_its_line_in_the_table()
    {
        Assert.All(
            Leaves(Host, "").Where(path => !path.StartsWith("logging.logLevel.", StringComparison.Ordinal)),
            path => Assert.Contains($"| `{path}` |", Operations, StringComparison.Ordinal));
    }

    /// <summary>At that time the host ends the whole worker, and with it whatever else it has in hand: everything must end by itself before.</summary>
    [Fact]
    public void Every_call_ends_by_itself_before_the_host_ends_the_worker()
    {
        var end = TimeSpan.Parse(At("functionTimeout")!.Value.GetString()!, CultureInfo.InvariantCulture);

        Assert.True(TicketWorker.TimeLimit < end);
        Assert.True(new CallOptions().TimeLimit < end);
    }

    /// <summary>The platform's load balancer drops a silent connection after 230 s: until then the caller has our answer.</summary>
    [Fact]
    public void A_caller_gets_our_answer_before_the_platform_hangs_up()
    {
        Assert.True(new CallOptions().TimeLimit < TimeSpan.FromSeconds(230));
    }

    [Fact]
    public void A_ticket_is_done_with_before_another_instance_may_take_it()
    {
        Assert.True(TicketWorker.TimeLimit < TicketLeases.LeaseTime);
    }

    [Fact]
    public void What_frameworks_log_is_as_quiet_in_the_worker_as_in_serve()
    {
        Assert.Contains("builder.Logging.QuietFrameworks();", Repository.Read("src", "RefundAgent.Functions", "Program.cs"), StringComparison.Ordinal);
        Assert.Contains("builder.Logging.QuietFrameworks();", Repository.Read("src", "RefundAgent.Cli", "Serve", "AgentHost.cs"), StringComparison.Ordinal);
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

    private static JsonElement? At(string path) => path.Split('.').Aggregate<string, JsonElement?>(
        Host, (node, name) => node?.TryGetProperty(name, out var value) ?? false ? value : null);

    private static IEnumerable<string> Leaves(JsonElement node, string path) => node.EnumerateObject().SelectMany(child =>
        child.Value.ValueKind == JsonValueKind.Object ? Leaves(child.Value, $"{path}{child.Name}.") : [path + child.Name]);
}
