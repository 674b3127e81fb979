using System.Text.Json;

namespace RefundAgent.Tests.Infra;

/// <summary>The page that people look at every day: what it asks for is measured, and what is measured is looked at by somebody.</summary>
public sealed class WorkbookTests
{
    private static readonly IReadOnlyList<string> Queries =
        [.. QueriesOf(JsonDocument.Parse(Repository.Read("infra", "workbook.json")).RootElement)];

    [Fact]
    public void Its_queries_ask_for_metrics_that_are_measured()
    {
        Assert.NotEmpty(Queries);
        Assert.All(Queries.SelectMany(KustoText.Metrics), metric => Assert.Contains(metric, Repository.Constants(typeof(MetricNames)).Values));
    }

    [Fact]
    public void It_shows_every_metric()
    {
        var shown = Queries.SelectMany(KustoText.Metrics).Distinct();

        Assert.Equal(Repository.Constants(typeof(MetricNames)).Values.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> QueriesOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property is { Name: "query", Value.ValueKind: JsonValueKind.String }
            ? [property.Value.GetString()!]
            : QueriesOf(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(QueriesOf),
        _ => [],
    };
}
