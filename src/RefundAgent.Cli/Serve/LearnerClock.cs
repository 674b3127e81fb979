using Cronos;
using Microsoft.Extensions.Hosting;
using RefundAgent.Learning;

namespace RefundAgent.Cli.Serve;

/// <summary>The timer trigger of a process that has no Functions host: a cron schedule with seconds, or a plain period.</summary>
internal sealed partial class LearnerClock : BackgroundService
{
    public const string EverySetting = "Learning:Every";

    private static readonly TimeSpan UsualPeriod = TimeSpan.FromSeconds(10);

    private readonly LearnerTick tick;
    private readonly TimeProvider time;
    private readonly ILogger<LearnerClock> logger;
    private readonly TimeSpan? period;
    private readonly CronExpression? schedule;

    /// <exception cref="CommandFailedException">The schedule of the settings is not a cron expression.</exception>
    public LearnerClock(LearnerTick tick, IConfiguration configuration, TimeProvider time, ILogger<LearnerClock> logger)
    {
        (this.tick, this.time, this.logger) = (tick, time, logger);
        var every = configuration.GetValue<TimeSpan?>(EverySetting);
        if (every is null && configuration[ScheduleSettings.Learning] is { Length: > 0 } cron)
        {
            schedule = Parse(cron);
        }
        else
        {
            period = every ?? UsualPeriod;
        }
    }

    public string Describe() => schedule is { } cron ? $"on the schedule '{cron}' (UTC)" : $"every {period!.Value.TotalSeconds:0.###} s";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(UntilNext(), time, stoppingToken);
            try
            {
                await tick.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(failure);
            }
        }
    }

    private TimeSpan UntilNext()
    {
        if (schedule is null)
        {
            return period!.Value;
        }

        var now = time.GetUtcNow();
        return (schedule.GetNextOccurrence(now, TimeZoneInfo.Utc) ?? now.AddDays(1)) - now;
    }

    private static CronExpression Parse(string cron)
    {
        try
        {
            return CronExpression.Parse(cron, CronFormat.IncludeSeconds);
        }
        catch (CronFormatException broken)
        {
            throw new CommandFailedException(
                $"{ScheduleSettings.Learning} is '{cron}', which is not a schedule of six fields (second minute hour day month weekday), such as '0 */15 * * * *': {broken.Message}", broken);
        }
    }

    [LoggerMessage(6001, LogLevel.Error, "The learner's run failed; the next one starts from what is stored")]
    private partial void LogFailure(Exception failure);
}
