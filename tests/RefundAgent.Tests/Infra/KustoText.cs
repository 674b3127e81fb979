using System.Text.RegularExpressions;

namespace RefundAgent.Tests.Infra;

/// <summary>What a query asks for and what the code writes, as far as text shows it.</summary>
internal static partial class KustoText
{
    /// <summary>Texts of all log events, by id.</summary>
    public static IReadOnlyDictionary<string, string> LogTemplates { get; } = Directory
        .EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => LogEvent().Matches(File.ReadAllText(file)))
        .ToDictionary(match => match.Groups["id"].Value, match => match.Groups["text"].Value, StringComparer.Ordinal);

    /// <summary>Attributes that the code's measurements bear, wherever they are recorded.</summary>
    public static IReadOnlySet<string> MeasuredAttributes { get; } = Directory
        .EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => file.EndsWith("Meter.cs", StringComparison.Ordinal) || Path.GetFileName(file) == "Measurements.cs")
        .SelectMany(file => Word().Matches(File.ReadAllText(file)))
        .Select(match => match.Groups["name"].Value)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Names such as <c>'refund.amount'</c>, in the order in which they are asked for.</summary>
    public static IEnumerable<string> Metrics(string query) => Metric().Matches(query).Select(match => match.Groups["name"].Value).Distinct();

    /// <summary>Attributes of measurements, which begin with a small letter; the fields of log events do not.</summary>
    public static IEnumerable<string> Attributes(string query) => Attribute().Matches(query).Select(match => match.Groups["name"].Value).Distinct();

    [GeneratedRegex("""\[LoggerMessage\(\s*(?<id>[0-9]+), LogLevel\.\w+,\s*"(?<text>[^"]*)""")]
    private static partial Regex LogEvent();

    [GeneratedRegex("""'(?<name>[a-z]+(?:\.[a-z]+)+)'""")]
    private static partial Regex Metric();

    [GeneratedRegex("\"(?<name>[a-z][A-Za-z]*)\"")]
    private static partial Regex Word();

    [GeneratedRegex("""Properties\.(?<name>[a-z]\w*)""")]
    private static partial Regex Attribute();
}
