using Microsoft.Extensions.Logging;

namespace RefundAgent.Learning.Lessons;

/// <summary>Event ids 4050–4059: learning with a model. Counts only; nobody's words.</summary>
internal static partial class LessonLog
{
    [LoggerMessage(4050, LogLevel.Information, "Staff's words of tenant {Tenant} were read by the model: {Rules} rules, {Tone} tone notes to be tried")]
    public static partial void Taught(ILogger logger, string tenant, int rules, int tone);

    [LoggerMessage(4051, LogLevel.Warning, "The model made nothing of what staff of tenant {Tenant} wrote, this time: {Why}")]
    public static partial void Failed(ILogger logger, string tenant, string why);
}
