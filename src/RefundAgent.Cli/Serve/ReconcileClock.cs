using Microsoft.Extensions.Hosting;
using RefundAgent.Reconciliation;

namespace RefundAgent.Cli.Serve;

/// <summary>The reconciliation's timer trigger of a process that has no Functions host.</summary>
internal sealed partial class ReconcileClock(Reconciler reconciler, IConfiguration configuration, TimeProvider time, ILogger<ReconcileClock> logger) : BackgroundService
{
    public const string EverySetting = "Reconcile:Every";

    private readonly Timetable timetable = new(configuration, EverySetting, ScheduleSettings.Reconcile, TimeSpan.FromSeconds(60));

    public string Describe() => timetable.Describe();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(timetable.UntilNext(time.GetUtcNow()), time, stoppingToken);
            try
            {
                await reconciler.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(failure);
            }
        }
    }

    [LoggerMessage(3310, LogLevel.Error, "The reconciliation's run failed; the next one starts from what is stored")]
    private partial void LogFailure(Exception failure);
}
