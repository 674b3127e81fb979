using Microsoft.Extensions.Hosting;
using RefundAgent.Learning;

namespace RefundAgent.Cli.Serve;

/// <summary>The learner's timer trigger of a process that has no Functions host.</summary>
internal sealed partial class LearnerClock(LearnerTick tick, IConfiguration configuration, TimeProvider time, ILogger<LearnerClock> logger) : BackgroundService
{
    public const string EverySetting = "Learning:Every";

    private readonly Timetable timetable = new(configuration, EverySetting, ScheduleSettings.Learning, TimeSpan.FromSeconds(10));

    public string Describe() => timetable.Describe();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(timetable.UntilNext(time.GetUtcNow()), time, stoppingToken);
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

    [LoggerMessage(6001, LogLevel.Error, "The learner's run failed; the next one starts from what is stored")]
    private partial void LogFailure(Exception failure);
}
