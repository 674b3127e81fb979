using RefundAgent.Kpis;

namespace RefundAgent.Tests.Kpis;

public sealed class PercentileTests
{
    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.95, 4)]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    public void It_is_one_of_the_values(double share, double expected) => Assert.Equal(expected, Percentile.Of([4, 1, 3, 2], share));

    [Fact]
    public void Of_nothing_there_is_none() => Assert.Null(Percentile.Of([], 0.5));
}
