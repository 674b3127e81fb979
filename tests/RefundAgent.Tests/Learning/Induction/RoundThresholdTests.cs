using CsCheck;
using RefundAgent.Learning.Induction;

namespace RefundAgent.Tests.Learning.Induction;

public sealed class RoundThresholdTests
{
    [Theory]
    [InlineData("29", "31", "30", "30")]
    [InlineData("23.8", "27.7", "24", "27")]
    [InlineData("87", "260", "100", "200")]
    [InlineData("0.12", "0.13", "0.12", "0.13")]
    [InlineData("-7", "3", "0", "0")]
    public void The_threshold_is_the_roundest_number_of_the_gap_next_to_the_covered_side(string low, string high, string atMost, string atLeast)
    {
        Assert.Equal(Number(atMost), RoundThreshold.From(Number(low), Number(high)));
        Assert.Equal(Number(atLeast), RoundThreshold.UpTo(Number(low), Number(high)));
    }

    [Fact]
    public void The_threshold_lies_in_the_gap_so_that_it_parts_the_cases_as_the_cut_did() => Gen.Decimal.Array[2].Sample(drawn =>
    {
        var (low, high) = (drawn.Min(), drawn.Max());
        if (low < high)
        {
            Assert.InRange(RoundThreshold.From(low, high), low, high);
            Assert.NotEqual(high, RoundThreshold.From(low, high));
            Assert.InRange(RoundThreshold.UpTo(low, high), low, high);
            Assert.NotEqual(low, RoundThreshold.UpTo(low, high));
        }
    });

    [Fact]
    public void Numbers_of_any_size_have_a_threshold()
    {
        Assert.Equal(decimal.MinValue, RoundThreshold.From(decimal.MinValue, decimal.MaxValue));
        Assert.Equal(decimal.MaxValue, RoundThreshold.UpTo(decimal.MinValue, decimal.MaxValue));
        Assert.Equal(0.0000000000000000000000000001m, RoundThreshold.UpTo(0, 0.0000000000000000000000000001m));
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
