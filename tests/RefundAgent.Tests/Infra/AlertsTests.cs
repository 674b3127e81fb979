using System.Globalization;
using System.Text.RegularExpressions;

namespace RefundAgent.Tests.Infra;

/// <summary>An alert that asks for a name nobody measures never fires, and one without a section in the runbook wakes somebody who then knows nothing.</summary>
public sealed partial class AlertsTests
{
    private static readonly string Module = Repository.Read("infra", "modules", "alerts.bicep");

    /// <summary>By key, as the deployed rules are called.</summary>
    private static readonly IReadOnlyDictionary<string, int> LogAlerts = Alert().Matches(Module).ToDictionary(
        alert => alert.Groups["key"].Value, alert => int.Parse(alert.Groups["severity"].Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static readonly IReadOnlyDictionary<string, int> Alerts =
        new Dictionary<string, int>(LogAlerts, StringComparer.Ordinal) { ["unreachable"] = 1 };

    private static readonly string Runbook = Repository.Read("docs", "operations.md");

    private static readonly IReadOnlyDictionary<string, string> Queries = Directory.EnumerateFiles(Repository.At("infra", "alerts"), "*.kql")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);

    public static TheoryData<string> Keys => new(Alerts.Keys);

    public static TheoryData<string> QueryKeys => new(Queries.Keys);

    [Fact]
    public void The_rule_on_the_probe_is_the_only_one_beside_the_list()
    {
        Assert.Equal(["${alert.key}", "unreachable"], RuleName().Matches(Module).Select(rule => rule.Groups["key"].Value));
    }

    [Fact]
    public void Every_log_alert_has_a_query_and_every_query_an_alert()
    {
        Assert.Equal(LogAlerts.Keys.Order(StringComparer.Ordinal), Queries.Keys.Order(StringComparer.Ordinal));
        Assert.All(Queries.Keys, key => Assert.Contains($"loadTextContent('../alerts/{key}.kql')", Module, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_alert_has_a_section_that_says_what_to_do(string key)
    {
        Assert.Contains($"\n### Alert: {key}\n\nSeverity {Alerts[key]}. ", Runbook, StringComparison.Ordinal);
        Assert.Contains($"\n| `{key}` | ", Repository.Read("docs", "azure.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_runbook_has_no_section_for_an_alert_that_there_is_not()
    {
        var sections = Section().Matches(Runbook).Select(section => section.Groups["key"].Value);

        Assert.Equal(Alerts.Keys.Order(StringComparer.Ordinal), sections.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(QueryKeys))]
    public void Queries_ask_for_metrics_that_are_measured(string key)
    {
        Assert.All(KustoText.Metrics(Queries[key]), metric => Assert.Contains(metric, Repository.Constants(typeof(MetricNames)).Values));
    }

    [Fact]
    public void Queries_read_attributes_that_measurements_bear()
    {
        var read = Queries.Values.Append(Runbook).Append(Repository.Read("infra", "workbook.json")).SelectMany(KustoText.Attributes);

        Assert.Superset(read.ToHashSet(), KustoText.MeasuredAttributes.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(QueryKeys))]
    public void Queries_ask_for_log_events_that_are_written_with_the_fields_they_read(string key)
    {
        foreach (var id in EventId().Matches(Queries[key]).Select(match => match.Groups["id"].Value))
        {
            Assert.True(KustoText.LogTemplates.TryGetValue(id, out var template), $"No log event {id}.");
            Assert.All(LogField().Matches(Queries[key]), field => Assert.Contains($"{{{field.Groups["name"].Value}}}", template, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_runbooks_own_queries_ask_for_metrics_that_are_measured()
    {
        Assert.All(KustoText.Metrics(Runbook), metric => Assert.Contains(metric, Repository.Constants(typeof(MetricNames)).Values));
    }

    [GeneratedRegex("""key: '(?<key>[a-z-]+)'\s+severity: (?<severity>[123])""")]
    private static partial Regex Alert();

    [GeneratedRegex("""name: 'alert-(?<key>.+)-\$\{suffix\}'""")]
    private static partial Regex RuleName();

    [GeneratedRegex("""^### Alert: (?<key>.+)$""", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex("""'(?<id>[0-9]{4})'""")]
    private static partial Regex EventId();

    [GeneratedRegex("""Properties\.(?<name>(?!EventId)[A-Z]\w*)""")]
    private static partial Regex LogField();
}
