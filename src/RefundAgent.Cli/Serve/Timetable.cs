using Cronos;

namespace RefundAgent.Cli.Serve;

/// <summary>When a timer of this process is due: a cron schedule with seconds, as the Functions host reads it, or a plain period.</summary>
internal sealed class Timetable
{
    private readonly TimeSpan? period;
    private readonly CronExpression? schedule;

    /// <param name="configuration">Of the process.</param>
    /// <param name="every">The setting of a period, which comes first.</param>
    /// <param name="cron">The setting of a schedule.</param>
    /// <param name="usual">The period where neither is set.</param>
    /// <exception cref="CommandFailedException">The schedule of the settings is not a cron expression.</exception>
    public Timetable(IConfiguration configuration, string every, string cron, TimeSpan usual)
    {
        period = configuration.GetValue<TimeSpan?>(every);
        if (period is null && configuration[cron] is { Length: > 0 } text)
        {
            schedule = Parse(cron, text);
        }
        else
        {
            period ??= usual;
        }
    }

    public string Describe() => schedule is { } cron ? $"on the schedule '{cron}' (UTC)" : $"every {period!.Value.TotalSeconds:0.###} s";

    public TimeSpan UntilNext(DateTimeOffset now) =>
        schedule is null ? period!.Value : (schedule.GetNextOccurrence(now, TimeZoneInfo.Utc) ?? now.AddDays(1)) - now;

    private static CronExpression Parse(string setting, string cron)
    {
        try
        {
            return CronExpression.Parse(cron, CronFormat.IncludeSeconds);
        }
        catch (CronFormatException broken)
        {
            throw new CommandFailedException(
                $"{setting} is '{cron}', which is not a schedule of six fields (second minute hour day month weekday), such as '0 */15 * * * *': {broken.Message}", broken);
        }
    }
}
