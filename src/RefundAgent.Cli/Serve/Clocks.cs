using Microsoft.Extensions.Hosting;
using RefundAgent.Learning;
using RefundAgent.Reconciliation;

namespace RefundAgent.Cli.Serve;

/// <summary>What `serve` runs by itself, each on a timetable of its own.</summary>
internal static class Clocks
{
    public const string LearnEverySetting = "Learning:Every";

    public const string ReconcileEverySetting = "Reconcile:Every";

    public static void AddClocks(this IServiceCollection services, IConfiguration configuration)
    {
        var learning = new Timetable(configuration, LearnEverySetting, ScheduleSettings.Learning, TimeSpan.FromSeconds(10));
        var reconciling = new Timetable(configuration, ReconcileEverySetting, ScheduleSettings.Reconcile, TimeSpan.FromSeconds(60));
        services.AddClock("the learner", learning, provider => provider.GetRequiredService<LearnerTick>().RunAsync);
        services.AddClock("the reconciliation", reconciling, provider => provider.GetRequiredService<Reconciler>().RunAsync);
    }

    private static void AddClock(
        this IServiceCollection services, string job, Timetable timetable, Func<IServiceProvider, Func<CancellationToken, Task>> run) =>
        services.AddSingleton<IHostedService>(provider => new JobClock(
            job, timetable, run(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<JobClock>>()));
}
