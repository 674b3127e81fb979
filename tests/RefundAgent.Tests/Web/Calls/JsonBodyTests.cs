using System.Text;
using Microsoft.AspNetCore.Http;
using RefundAgent.Web.Calls;

namespace RefundAgent.Tests.Web.Calls;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("  ")]
    [InlineData("{")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("ticketId=t&message=m")]
    public void What_is_not_JSON_is_told_by_line_and_byte(string body) => Assert.Matches("^The body is not valid JSON: look at line 1, byte [0-9]+ ", Fault(body).Message);

    [Fact]
    public void An_empty_body_is_called_empty() => Assert.Equal("The body is empty: send a JSON object.", Fault("").Message);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    public void Only_an_object_is_a_body(string body) => Assert.Equal("The body must be a JSON object.", Fault(body).Message);

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", "a")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "a")]
    [InlineData("{\"customer\":{\"id\":\"1\",\"id\":\"2\"}}", "customer.id")]
    [InlineData("{\"facts\":{\"x\":[{\"y\":1,\"y\":1}]}}", "facts.x[0].y")]
    public void A_key_that_stands_twice_is_named(string body, string path)
    {
        var fault = Fault(body);

        Assert.Equal(path, fault.Field);
        Assert.Contains("twice", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"message\":\"m\",\"facts\":{\"\\udc00\":1}}")]
    public void A_key_with_half_a_surrogate_pair_is_no_text(string body) => Assert.Contains("surrogate", Fault(body).Message, StringComparison.Ordinal);

    [Fact]
    public void A_depth_bomb_is_not_followed() =>
        Assert.Equal("$", Fault(string.Concat(Enumerable.Repeat("{\"a\":", 40_000)) + "1" + new string('}', 40_000)).Field);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused() =>
        Assert.Throws<InvalidRequestException>(() => JsonBody.Parse(new byte[] { (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}' }).Text("a"));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused_in_values_too() =>
        Assert.Throws<InvalidRequestException>(() => JsonBody.Parse((byte[])[.. "{\"a\":\""u8, 0xFF, .. "\"}"u8]));

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Equal("x", JsonBody.Parse((byte[])[0xEF, 0xBB, 0xBF, .. "{\"a\":\"x\"}"u8]).Text("a"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_limit_itself_is_allowed_and_one_byte_more_is_not(bool lengthKnown)
    {
        Assert.Equal(JsonBody.MostBytes, (await JsonBody.ReadRawAsync(Request(JsonBody.MostBytes, lengthKnown), default)).Length);
        await Assert.ThrowsAsync<BodyTooLargeException>(() => JsonBody.ReadRawAsync(Request(JsonBody.MostBytes + 1, lengthKnown), default));
    }

    private static HttpRequest Request(int bytes, bool lengthKnown)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(new byte[bytes]);
        context.Request.ContentLength = lengthKnown ? bytes : null;
        return context.Request;
    }

    private static FieldFault Fault(string body) =>
        Assert.Throws<InvalidRequestException>(() => JsonBody.Parse(Encoding.UTF8.GetBytes(body))).Faults[0];
}
