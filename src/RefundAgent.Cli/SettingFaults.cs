using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace RefundAgent.Cli;

/// <summary>Finds, in what a start failed with, the sentences that tell an operator which settings to mend.</summary>
internal static partial class SettingFaults
{
    /// <returns>Empty where settings are not the cause.</returns>
    public static ImmutableArray<string> Of(Exception failure) => failure switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException { InnerExceptions: var several } when several.All(each => !Of(each).IsEmpty) => [.. several.SelectMany(each => Of(each))],
        InvalidOperationException { InnerException: FormatException or ArgumentException } unreadable when OfBinder().Match(unreadable.Message) is { Success: true } said =>
            [$"{said.Groups["setting"].Value} is '{said.Groups["value"].Value}' and must be {Wanted(said.Groups["type"].Value)}."],
        _ => [],
    };

    private static string Wanted(string type) => type switch
    {
        "System.TimeSpan" => "a time span such as 00:00:30",
        "System.Boolean" => "true or false",
        "System.Int32" or "System.Int64" => "a whole number",
        "System.Decimal" or "System.Double" => "a number",
        "System.Uri" => "an address such as https://example.com",
        _ => $"a {type}",
    };

    /// <summary>The configuration binder has no exception type of its own; its words name the setting, the value and what it should be.</summary>
    [GeneratedRegex(@"\AFailed to convert configuration value '(?<value>.*)' at '(?<setting>.*?)' to type '(?<type>.*?)'", RegexOptions.Singleline)]
    private static partial Regex OfBinder();
}
