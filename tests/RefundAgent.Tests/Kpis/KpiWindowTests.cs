using RefundAgent.Kpis;

namespace RefundAgent.Tests.Kpis;

public sealed class KpiWindowTests
{
    [Theory]
    [InlineData("1h", 1)]
    [InlineData("24h", 24)]
    [InlineData("7d", 168)]
    [InlineData("4w", 672)]
    [InlineData("92d", 2208)]
    [InlineData("2208h", 2208)]
    public void A_window_is_read_as_people_write_it(string text, int hours)
    {
        Assert.True(KpiWindow.TryParse(text, out var window));
        Assert.Equal(TimeSpan.FromHours(hours), window.Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("d")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("1.5d")]
    [InlineData("7 d")]
    [InlineData("7D")]
    [InlineData("7m")]
    [InlineData("93d")]
    [InlineData("14w")]
    [InlineData("2209h")]
    [InlineData("99999999999d")]
    public void Anything_else_is_refused(string? text) => Assert.False(KpiWindow.TryParse(text, out _));
}
