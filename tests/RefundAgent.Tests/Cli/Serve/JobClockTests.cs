using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Cli.Serve;

namespace RefundAgent.Tests.Cli.Serve;

public sealed class JobClockTests
{
    private static readonly IConfiguration Unset = new ConfigurationBuilder().Build();

    private static readonly Timetable EverySecond = new(Unset, "Job:Every", "Job:Schedule", TimeSpan.FromSeconds(1));

    [Fact]
    public async Task A_run_that_fails_is_not_the_last()
    {
        var (runs, third) = (0, new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
        using var clock = new JobClock(
            "the counter",
            EverySecond,
            _ =>
            {
                if (++runs == 3)
                {
                    third.SetResult(runs);
                }

                throw new InvalidOperationException($"Run {runs} failed.");
            },
            new SkippingClock(),
            NullLogger<JobClock>.Instance);

        await clock.StartAsync(default);
        var reached = await third.Task;
        await clock.StopAsync(default);

        Assert.Equal(3, reached);
    }

    [Fact]
    public void It_says_what_runs_and_when()
    {
        using var clock = new JobClock("the counter", EverySecond, _ => Task.CompletedTask, new SkippingClock(), NullLogger<JobClock>.Instance);

        Assert.Equal("the counter every 1 s", clock.Describe());
    }
}
