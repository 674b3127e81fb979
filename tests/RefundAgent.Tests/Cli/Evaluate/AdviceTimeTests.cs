using RefundAgent.Cli.Evaluate;

namespace RefundAgent.Tests.Cli.Evaluate;

public sealed class AdviceTimeTests
{
    [Fact]
    public void Nothing_measured_is_no_time_and_not_zero() => Assert.Null(AdviceTime.Of([]));

    [Fact]
    public void One_measurement_is_both() => Assert.Equal(new AdviceTime(7.5, 7.5), AdviceTime.Of([7.46]));

    [Fact]
    public void Of_a_hundred_the_fiftieth_and_the_ninety_fifth_in_order() =>
        Assert.Equal(new AdviceTime(50, 95), AdviceTime.Of(Enumerable.Range(1, 100).Reverse().Select(each => (double)each)));
}
