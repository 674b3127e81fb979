using RefundAgent.Adapters.Faults;
using RefundAgent.Benchmarks.Kills;

namespace RefundAgent.Tests.Benchmarks;

public sealed class KillPlanTests
{
    [Fact]
    public void Every_step_of_the_plan_is_one_that_a_process_can_be_told_to_die_at()
    {
        var points = KillPlan.Draw(1_000, new Random(1)).Where(kill => kill.At is not null).Select(kill => kill.At!).ToList();

        Assert.All(points, point => Assert.Contains(point.Step, KillPoint.Steps));
        Assert.Contains(points, point => point.Step == "LearnerCheckpoints.write");
        Assert.Contains(points, point => point.Step == "ControlLog.query");
    }
}
