using CsCheck;
using RefundAgent.Actions;
using RefundAgent.Adapters.Payments;
using RefundAgent.Amounts;

namespace RefundAgent.Tests.Payments;

public sealed class StripeAmountsTests
{
    [Theory]
    [InlineData("10.00", "USD", 1000)]
    [InlineData("500", "JPY", 500)]
    [InlineData("5", "ISK", 500)]
    [InlineData("5", "UGX", 500)]
    [InlineData("5.00", "MGA", 5)]
    [InlineData("12.50", "HUF", 1250)]
    [InlineData("12.50", "TWD", 1250)]
    [InlineData("5.120", "KWD", 5120)]
    [InlineData("0.010", "BHD", 10)]
    public void Amounts_are_counted_as_Stripe_counts_them(string amount, string currency, long expected)
    {
        var money = Money.Parse(amount, Currency.Parse(currency));

        Assert.True(StripeAmounts.TryWrite(money, out var written, out _));
        Assert.Equal(expected, written);
        Assert.Equal(money, StripeAmounts.Read(written, currency.ToLowerInvariant()));
    }

    [Theory]
    [InlineData("5.124", "KWD", "steps of 0.010 KWD")]
    [InlineData("5.50", "MGA", "steps of 1.00 MGA")]
    [InlineData("5.120", "LYD", "does not take LYD")]
    public void What_cannot_be_said_exactly_is_refused_in_words(string amount, string currency, string why)
    {
        Assert.False(StripeAmounts.TryWrite(Money.Parse(amount, Currency.Parse(currency)), out _, out var words));
        Assert.Contains(why, words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(550, "isk")]
    [InlineData(1, "xyz")]
    [InlineData(1, null)]
    public void What_cannot_be_read_exactly_is_no_answer(long amount, string? currency) =>
        Assert.Throws<ProviderException>(() => StripeAmounts.Read(amount, currency));

    [Fact]
    public void Nothing_is_lost_on_the_way_there_and_back()
    {
        string[] codes = ["USD", "EUR", "JPY", "KRW", "ISK", "UGX", "MGA", "HUF", "KWD", "TND", "VND", "XPF"];
        Gen.Select(Gen.Long[0, 10_000_000_000], Gen.Int[0, codes.Length - 1].Select(index => codes[index])).Sample((minor, code) =>
        {
            var money = new Money(minor, Currency.Parse(code));
            return !StripeAmounts.TryWrite(money, out var written, out _) || StripeAmounts.Read(written, code.ToLowerInvariant()) == money;
        });
    }
}
