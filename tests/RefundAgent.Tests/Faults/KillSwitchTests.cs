using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Adapters.Faults;

namespace RefundAgent.Tests.Faults;

public sealed class KillSwitchTests
{
    private const string Step = "Spend.transaction";

    private readonly List<string> happened = [];

    [Fact]
    public async Task It_ends_the_process_before_the_nth_step_and_at_no_other()
    {
        var end = SwitchAt($"{Step}:before:2");

        foreach (var number in Enumerable.Range(1, 3))
        {
            await end.AroundAsync("Spend.find", () => ActAsync("other"));
            await end.AroundAsync(Step, () => ActAsync($"step {number}"));
        }

        Assert.Equal(["other", "step 1", "other", "killed", "step 2", "other", "step 3"], happened);
    }

    [Fact]
    public async Task It_ends_the_process_when_the_step_has_had_its_effect()
    {
        await SwitchAt($"{Step}:after:1").AroundAsync(Step, () => ActAsync("step 1"));

        Assert.Equal(["step 1", "killed"], happened);
    }

    [Fact]
    public async Task A_step_that_failed_had_no_effect_to_be_killed_after()
    {
        var end = SwitchAt($"{Step}:after:1");

        await Assert.ThrowsAsync<TimeoutException>(() => end.AroundAsync(Step, Task () => throw new TimeoutException()));

        Assert.Empty(happened);
    }

    [Fact]
    public async Task An_answer_in_pieces_is_over_with_its_last_one()
    {
        await foreach (var row in SwitchAt($"{Step}:after:1").AroundAsync(Step, Rows()))
        {
            happened.Add(row);
        }

        Assert.Equal(["a", "b", "killed"], happened);
    }

    private KillSwitch SwitchAt(string text) =>
        KillPoint.TryParse(text, out var point)
            ? new KillSwitch(point, () => happened.Add("killed"), NullLogger<KillSwitch>.Instance)
            : throw new ArgumentException(text);

    private Task ActAsync(string what)
    {
        happened.Add(what);
        return Task.CompletedTask;
    }

    private static async IAsyncEnumerable<string> Rows()
    {
        await Task.Yield();
        yield return "a";
        yield return "b";
    }
}
