using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RefundAgent.Web.Webhooks;

namespace RefundAgent.Tests.Web.Webhooks;

public sealed class StripeSignatureTests
{
    private const string Secret = "whsec_for_tests_only";
    private const string Stamp = "1768910400";
    private const string Body = "{\n  \"id\": \"evt_1\",\r\n  \"naïve\": \"\\u00e9 é 😀\"\n}\n";

    private static readonly byte[] Key = Assert.Single(StripeSignature.KeysOf(Secret)!);
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_768_910_400);

    [SharedDataFact("webhook-vectors.json")]
    public void The_vector_of_Stripes_own_library_holds_and_nothing_else_does()
    {
        var vector = JsonDocument.Parse(File.ReadAllText(SharedData.At("webhook-vectors.json"))).RootElement.EnumerateArray()
            .Single(each => each.GetProperty("scheme").GetString() == "stripe");
        var header = vector.GetProperty("headers").GetProperty(StripeSignature.Header).GetString()!;
        var body = vector.GetProperty("body").GetString()!;
        var key = Encoding.UTF8.GetBytes(vector.GetProperty("secret").GetString()!);
        var at = DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("validAt").GetInt64());

        Assert.True(Verify(header, body, at, key));
        Assert.False(Verify(header, body.Replace("cus_123", "cus_124", StringComparison.Ordinal), at, key));
        Assert.False(Verify(header, body.TrimEnd(), at, key));
        Assert.False(Verify(header, body, at.AddMinutes(6), key));
        Assert.False(Verify(header, body, at, [.. key, (byte)'x']));
        Assert.False(Verify(header.Replace("t=1533204620", "t=1533204621", StringComparison.Ordinal), body, at, key));
    }

    [Fact]
    public void Each_byte_of_the_body_counts()
    {
        Assert.True(Verify(Header()));
        Assert.False(Verify(Header(), Body.Replace("\r\n", "\n", StringComparison.Ordinal)));
        Assert.False(Verify(Header(), Body + " "));
        Assert.False(Verify(Header(), Body.Replace("\\u00e9", "é", StringComparison.Ordinal)));
        Assert.False(Verify(Header(), string.Empty));
    }

    [Theory]
    [InlineData("v1={0},t={1}")]
    [InlineData("t={1},v0=00,v1={0}")]
    [InlineData("t={1},v1=00,v1={0}")]
    [InlineData("t={1},v1={0},v1=")]
    [InlineData("t={1},v2=x=y,nonsense,v1={0}")]
    public void Order_other_schemes_and_other_signatures_do_not_matter(string form) => Assert.True(Verify(Form(form)));

    [Theory]
    [InlineData("")]
    [InlineData("t={1}")]
    [InlineData("v1={0}")]
    [InlineData("t={1},v0={0}")]
    [InlineData("t={1},V1={0}")]
    [InlineData("t={1},v1={0}0")]
    [InlineData("t={1}, v1={0}")]
    [InlineData("t={1};v1={0}")]
    [InlineData("t={1},t={1},v1={0}")]
    [InlineData("t=,t={1},v1={0}")]
    [InlineData("t={1},v1={0},t=1")]
    [InlineData("{1},{0}")]
    [InlineData("t,v1")]
    public void Anything_but_one_time_and_a_whole_v1_signature_is_refused(string form) => Assert.False(Verify(Form(form)));

    [Theory]
    [InlineData("now")]
    [InlineData("-1768910400")]
    [InlineData("+1768910400")]
    [InlineData("1768910400.0")]
    [InlineData("253402300800")]
    [InlineData("999999999999999999999")]
    public void A_time_is_whole_seconds(string stamp) => Assert.False(Verify(Header(stamp)));

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void Five_minutes_off_either_way_are_allowed(int seconds, bool accepted) =>
        Assert.Equal(accepted, Verify(Header(), at: Now.AddSeconds(seconds)));

    [Fact]
    public void Any_of_several_secrets_is_enough_and_none_is_never()
    {
        var keys = StripeSignature.KeysOf($"whsec_another_secret, {Secret}")!;

        Assert.True(StripeSignature.Verify(Headers(Header()), Encoding.UTF8.GetBytes(Body), keys, Now));
        Assert.False(StripeSignature.Verify(Headers(Header()), Encoding.UTF8.GetBytes(Body), [], Now));
    }

    [Fact]
    public void One_header_of_a_length_that_can_be_is_needed()
    {
        var doubled = Headers(Header());
        doubled.Append(StripeSignature.Header, Header());

        Assert.False(StripeSignature.Verify(new HeaderDictionary(), Encoding.UTF8.GetBytes(Body), [Key], Now));
        Assert.False(StripeSignature.Verify(doubled, Encoding.UTF8.GetBytes(Body), [Key], Now));
        Assert.False(Verify(Header() + string.Concat(Enumerable.Repeat(",v1=00", 1000))));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("  ", 0)]
    [InlineData(Secret, 1)]
    [InlineData($"{Secret},whsec_the_one_before", 2)]
    public void A_setting_holds_none_one_or_several_secrets(string? setting, int count) =>
        Assert.Equal(count, StripeSignature.KeysOf(setting)!.Count);

    [Theory]
    [InlineData("whsec_short")]
    [InlineData($"{Secret},")]
    [InlineData($"{Secret},whsec_short")]
    [InlineData("whsec_with a blank in it")]
    [InlineData("sk_live_0123456789abcdef")]
    [InlineData("rk_test_0123456789abcdef")]
    [InlineData("pk_test_0123456789abcdef")]
    public void What_cannot_be_a_secret_is_told(string setting) => Assert.Null(StripeSignature.KeysOf(setting));

    private static string Signature(string stamp = Stamp) => Encoding.ASCII.GetString(StripeSignature.Sign(stamp, Encoding.UTF8.GetBytes(Body), Key));

    private static string Header(string stamp = Stamp) => $"t={stamp},v1={Signature(stamp)}";

    private static string Form(string form) =>
        form.Replace("{0}", Signature(), StringComparison.Ordinal).Replace("{1}", Stamp, StringComparison.Ordinal);

    private static HeaderDictionary Headers(string header) => new() { [StripeSignature.Header] = header };

    private static bool Verify(string header, string? body = null, DateTimeOffset? at = null, byte[]? key = null) =>
        StripeSignature.Verify(Headers(header), Encoding.UTF8.GetBytes(body ?? Body), [key ?? Key], at ?? Now);
}
