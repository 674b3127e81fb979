using RefundAgent.Learning.Induction;

namespace RefundAgent.Tests.Learning.Induction;

public sealed class LogarithmsTests
{
    [Fact]
    public void Logarithms_are_right_to_more_digits_than_a_score_has()
    {
        Assert.Equal(0.693147180559945309417232m, decimal.Round(Logarithms.Of(2), 24));
        Assert.Equal(9.903487552536128m, decimal.Round(Logarithms.Of(20_000), 15));
        for (var number = 1; number < 5_000; number += 7)
        {
            Assert.Equal(Math.Log(number), (double)Logarithms.Of(number), 12);
        }
    }

    [Fact]
    public void A_fraction_is_rounded_once() => Assert.Equal(-1_098_612, Logarithms.Whole(1, 3));

    [Fact]
    public void A_region_of_one_label_is_worth_more_than_a_mixed_one_of_as_many()
    {
        var score = LeafScore.For(3, 20);
        Assert.True(score.Of([20, 0, 0]) > score.Of([19, 1, 0]));
        Assert.True(score.Of([19, 1, 0]) > score.Of([10, 10, 0]));
        Assert.Equal(0, score.Of([0, 0, 0]));
    }

    [Fact]
    public void Labels_seen_once_count_as_labels_of_their_own()
    {
        var score = LeafScore.For(4, 10);
        Assert.Equal(score.Of([5, 1, 1, 0]), score.Of([5, 2]));
    }
}
