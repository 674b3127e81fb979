using System.Text.Json;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Tests.Helpdesks.Shared;

public sealed class ApiJsonTests
{
    [Theory]
    [InlineData("\"12\"", "12")]
    [InlineData("9007199254740993123", "9007199254740993123")]
    [InlineData("true", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("""
        "a \ud83d\ude00 b"
        """, "a 😀 b")]
    [InlineData("""
        "cut \ud83d"
        """, "cut \ufffd")]
    [InlineData("""
        "\ude00 \\ud83d \ud83d\ude00\n"
        """, "\ufffd \\ud83d 😀\n")]
    public void Text_is_read_whatever_its_form_and_wherever_it_was_cut(string json, string? text) => Assert.Equal(text, Of(json).Text);

    [Theory]
    [InlineData("\"2026-11-23T04:05:06Z\"")]
    [InlineData("\"2026-11-23T05:05:06.000+01:00\"")]
    [InlineData("\"2026-11-23T04:05:06\"")]
    [InlineData("1795406706")]
    [InlineData("1795406706.0")]
    public void A_time_is_read_in_every_form_that_helpdesks_write(string json) =>
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 4, 5, 6, TimeSpan.Zero), Of(json).RequiredTime);

    [Theory]
    [InlineData("null")]
    [InlineData("\"soon\"")]
    [InlineData("-1")]
    [InlineData("1e300")]
    public void What_is_no_time_is_a_garbled_answer_that_names_the_place(string json)
    {
        var thrown = Assert.Throws<HelpdeskException>(() => Of($$"""{"a":[{"at":{{json}}}]}""")["a"].Each().Single()["at"].RequiredTime);

        Assert.Equal(HelpdeskFault.Garbled, thrown.Fault);
        Assert.Contains("GET x.a[0].at", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_must_be_there_and_is_not_is_a_garbled_answer() =>
        Assert.Equal(HelpdeskFault.Garbled, Assert.Throws<HelpdeskException>(() => Of("{}")["ticket"]["id"].RequiredText).Fault);

    private static ApiJson Of(string json) => new("GET x", JsonElement.Parse(json));
}
