using System.Globalization;
using System.Net;
using RefundAgent.Adapters.Helpdesks.Shared;

namespace RefundAgent.Tests.Helpdesks.Shared;

public sealed class RetryWishTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795409999);

    [Theory]
    [InlineData(429, "Retry-After", "7", 7)]
    [InlineData(503, "Retry-After", "7", 7)]
    [InlineData(429, "Retry-After", "Mon, 23 Nov 2026 05:00:09 GMT", 10)]
    [InlineData(429, "X-RateLimit-Retry-After", "12", 12)]
    [InlineData(429, "X-RateLimit-Reset", "1795410004", 5)]
    [InlineData(429, "X-RateLimit-Reset", "1795409000", 0)]
    [InlineData(429, "Retry-After", "99999999", 86400)]
    public void A_helpdesk_says_how_long_to_wait_in_its_own_way(int status, string header, string value, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Of(status, header, value));

    /// <summary>Intercom tells in every answer when the present minute's calls are counted anew.</summary>
    [Theory]
    [InlineData(500, "X-RateLimit-Reset", "1795410004")]
    [InlineData(500, "X-RateLimit-Retry-After", "12")]
    [InlineData(429, "X-RateLimit-Reset", "soon")]
    [InlineData(429, "X-RateLimit-Retry-After", "-1")]
    [InlineData(429, "X-Other", "1")]
    public void Anything_else_says_nothing(int status, string header, string value) => Assert.Null(Of(status, header, value));

    private static TimeSpan? Of(int status, string header, string value)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        Assert.True(response.Headers.TryAddWithoutValidation(header, value), string.Create(CultureInfo.InvariantCulture, $"{header} cannot be set."));
        return RetryWish.Of(response, Now);
    }
}
