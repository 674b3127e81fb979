using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.Configuration;

namespace RefundAgent.Functions;

/// <summary>
/// Tells the host each timer's schedule itself where it would be told the setting's name. What wakes an app at rest reads the same, and has been
/// reported not to find a setting of a section, so that timers keep still until something else wakes the app (azure-functions-host #8649).
/// </summary>
internal sealed class WrittenSchedules(IConfiguration configuration) : IFunctionMetadataTransformer
{
    public string Name => nameof(WrittenSchedules);

    public void Transform(IList<IFunctionMetadata> original)
    {
        foreach (var bindings in original.Select(function => function.RawBindings).OfType<IList<string>>())
        {
            for (var at = 0; at < bindings.Count; at++) bindings[at] = ScheduleSettings.All.Aggregate(bindings[at], Written);
        }
    }

    /// <summary>A setting that is missing is left to the host, which says so.</summary>
    private string Written(string binding, string setting) =>
        configuration[setting] is { Length: > 0 } cron ? binding.Replace($"\"%{setting}%\"", JsonSerializer.Serialize(cron), StringComparison.Ordinal) : binding;
}
