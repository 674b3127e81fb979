using Microsoft.Extensions.Time.Testing;
using RefundAgent.Adapters.Helpdesks.Shared;

namespace RefundAgent.Tests.Helpdesks.Shared;

public sealed class RememberedTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly Remembered<string> remembered;
    private int asked;
    private bool isDown;

    public RememberedTests() => remembered = new(
        clock,
        answer => answer == "1" ? TimeSpan.FromMinutes(10) : TimeSpan.FromMinutes(1),
        _ => isDown ? throw new InvalidOperationException("down") : Task.FromResult($"{++asked}"));

    [Fact]
    public async Task It_is_asked_once_for_as_long_as_its_answer_is_good()
    {
        Assert.Equal("1", await remembered.GetAsync(default));
        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal("1", await remembered.GetAsync(default));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("2", await remembered.GetAsync(default));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("3", await remembered.GetAsync(default));
    }

    [Fact]
    public async Task What_was_forgotten_is_asked_again()
    {
        await remembered.GetAsync(default);
        remembered.Forget();

        Assert.Equal("2", await remembered.GetAsync(default));
    }

    [Fact]
    public async Task A_fault_is_not_remembered()
    {
        isDown = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => remembered.GetAsync(default).AsTask());
        isDown = false;

        Assert.Equal("1", await remembered.GetAsync(default));
    }
}
