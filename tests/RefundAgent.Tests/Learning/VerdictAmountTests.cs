using RefundAgent.Decisions;
using RefundAgent.Learning;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning;

public sealed class VerdictAmountTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("80.00")]
    public void All_that_the_claim_is_entitled_to_is_learned_as_that(string? amount) =>
        Assert.Equal(new AmountBasis.Entitled(), VerdictAmount.Basis(amount is null ? null : Usd(amount), Usd("80.00"), Usd("200.00")));

    [Theory]
    [InlineData("100.00", "200.00", "0.5")]
    [InlineData("16.67", "33.34", "0.5")]
    [InlineData("30.00", "200.00", "0.15")]
    public void A_clean_share_of_what_was_paid_is_learned_as_a_share(string amount, string paid, string share) =>
        Assert.Equal(
            new AmountBasis.ShareOfPaid(decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture)),
            VerdictAmount.Basis(Usd(amount), Usd("33.33"), Usd(paid)));

    [Theory]
    [InlineData("12.34")]
    [InlineData("0.01")]
    [InlineData("900.00")]
    public void Anything_else_is_a_sum(string amount) =>
        Assert.Equal(new AmountBasis.Fixed(Usd(amount)), VerdictAmount.Basis(Usd(amount), Usd("80.00"), Usd("200.00")));

    [Fact]
    public void Without_a_known_entitlement_all_that_was_paid_is_everything() =>
        Assert.Equal(new AmountBasis.Entitled(), VerdictAmount.Basis(Usd("200.00"), null, Usd("200.00")));
}
