using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace RefundAgent.Cli;

/// <summary>Finds, in what a start failed with, the sentences that tell an operator which settings to mend.</summary>
internal static class SettingFaults
{
    /// <returns>Empty where settings are not the cause.</returns>
    public static ImmutableArray<string> Of(Exception failure) => failure switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException { InnerExceptions: var several } when several.All(each => !Of(each).IsEmpty) => [.. several.SelectMany(each => Of(each))],
        InvalidOperationException { InnerException: FormatException or ArgumentException } unreadable when IsOfBinder(unreadable) => [unreadable.Message],
        _ => [],
    };

    /// <summary>The configuration binder has no exception type of its own; its words name the setting, the value and what it should be.</summary>
    private static bool IsOfBinder(InvalidOperationException fault) =>
        fault.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal);
}
