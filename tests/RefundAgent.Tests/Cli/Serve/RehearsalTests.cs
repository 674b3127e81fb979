using RefundAgent.Cli;
using RefundAgent.Cli.Serve;
using RefundAgent.Records;

namespace RefundAgent.Tests.Cli.Serve;

public sealed class RehearsalTests
{
    [Fact]
    public async Task It_goes_the_whole_way_to_the_money_and_back()
    {
        var record = await Rehearsal.RunAsync(RealClock.Time, default);

        Assert.Equal(ClaimStatus.Executed, record.Status);
    }

    [Fact]
    public async Task A_start_does_not_fail_with_it()
    {
        var clock = new StoppedClock();

        await using (Rehearsal.Begin(clock))
        {
            await clock.Asked;
        }
    }

    /// <summary>Fails whoever asks it.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => asked.Task;

        public override DateTimeOffset GetUtcNow()
        {
            asked.TrySetResult();
            throw new InvalidOperationException("The clock has stopped.");
        }
    }
}
