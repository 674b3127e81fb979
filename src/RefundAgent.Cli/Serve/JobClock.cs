using Microsoft.Extensions.Hosting;

namespace RefundAgent.Cli.Serve;

/// <summary>The timer trigger of one job in a process that has no Functions host.</summary>
/// <param name="job">What people call it.</param>
/// <param name="timetable">When it is due.</param>
/// <param name="run">Once; what it leaves undone is for the next time.</param>
/// <param name="time">Of the process.</param>
/// <param name="logger">Hears of a run that failed.</param>
internal sealed partial class JobClock(
    string job, Timetable timetable, Func<CancellationToken, Task> run, TimeProvider time, ILogger<JobClock> logger) : BackgroundService
{
    public string Describe() => $"{job} {timetable.Describe()}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(timetable.UntilNext(time.GetUtcNow()), time, stoppingToken);
            try
            {
                await run(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(failure, job);
            }
        }
    }

    [LoggerMessage(6001, LogLevel.Error, "A run of {Job} failed; the next one starts from what is stored")]
    private partial void LogFailure(Exception failure, string job);
}
