using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RefundAgent.Web.Webhooks;

namespace RefundAgent.Tests.Web.Webhooks;

public sealed class StandardWebhookTests
{
    private const string Body = "{\"type\":\"ticket.created\"}";

    private static readonly byte[] Key = StandardWebhook.KeyOf(Agent.WebhookSecret)!;
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_768_910_400);
    private static readonly string Stamp = "1768910400";

    [SharedDataFact("webhook-vectors.json")]
    public void The_vector_of_the_specifications_own_libraries_holds()
    {
        var vector = JsonDocument.Parse(File.ReadAllText(SharedData.At("webhook-vectors.json"))).RootElement.EnumerateArray()
            .Single(each => each.GetProperty("scheme").GetString() == "standard-webhooks");
        var headers = new HeaderDictionary();
        foreach (var header in vector.GetProperty("headers").EnumerateObject())
        {
            headers[header.Name] = header.Value.GetString();
        }

        var body = Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!);
        var key = StandardWebhook.KeyOf(vector.GetProperty("secret").GetString())!;
        var at = DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("validAt").GetInt64());

        Assert.True(StandardWebhook.Verify(headers, body, key, at, out var id));
        Assert.Equal(headers["webhook-id"], id);
        Assert.False(StandardWebhook.Verify(headers, body, key, at.AddMinutes(6), out _));
    }

    [Fact]
    public void Any_of_several_signatures_is_enough()
    {
        var good = Signature();
        Assert.True(Verify(signature: $"v1,AAAA {good}"));
        Assert.True(Verify(signature: $"{good} v1,AAAA v1a,AAAA"));
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void Five_minutes_off_either_way_are_allowed(int seconds, bool accepted) =>
        Assert.Equal(accepted, StandardWebhook.Verify(Headers(), Encoding.UTF8.GetBytes(Body), Key, Now.AddSeconds(seconds), out _));

    [Fact]
    public void Every_byte_counts()
    {
        Assert.True(Verify());
        Assert.False(Verify(body: Body + " "));
        Assert.False(Verify(body: Body.Replace("created", "creatad", StringComparison.Ordinal)));
        Assert.False(Verify(id: "msg_2"));
        Assert.False(Verify(stamp: "1768910401"));
        Assert.False(Verify(key: [.. Key[..^1], 0]));
    }

    [Theory]
    [InlineData("v1a,{0}")]
    [InlineData("v2,{0}")]
    [InlineData("V1,{0}")]
    [InlineData("{0}")]
    [InlineData("v1,")]
    [InlineData("v1,!!!!")]
    [InlineData("v1,{0}=")]
    [InlineData("")]
    public void Only_a_whole_v1_signature_counts(string form) =>
        Assert.False(Verify(signature: form.Replace("{0}", Signature()[3..], StringComparison.Ordinal)));

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-signature")]
    public void All_three_headers_are_needed_once_each(string header)
    {
        var (missing, doubled) = (Headers(), Headers());
        missing.Remove(header);
        doubled.Append(header, doubled[header]);

        Assert.False(StandardWebhook.Verify(missing, Encoding.UTF8.GetBytes(Body), Key, Now, out _));
        Assert.False(StandardWebhook.Verify(doubled, Encoding.UTF8.GetBytes(Body), Key, Now, out _));
    }

    [Theory]
    [InlineData("now")]
    [InlineData("-1768910400")]
    [InlineData("1768910400.0")]
    [InlineData("999999999999999999999")]
    [InlineData("253402300800")]
    public void A_timestamp_is_whole_seconds(string stamp) => Assert.False(Verify(stamp: stamp, signature: Signature(stamp)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64")]
    [InlineData("whsec_c2hvcnQ=")]
    public void A_secret_has_sixteen_bytes_at_least(string? secret) => Assert.Null(StandardWebhook.KeyOf(secret));

    private static string Signature(string? stamp = null) =>
        "v1," + Encoding.ASCII.GetString(StandardWebhook.Sign("msg_1", stamp ?? Stamp, Encoding.UTF8.GetBytes(Body), Key));

    private static HeaderDictionary Headers(string? id = null, string? stamp = null, string? signature = null) => new()
    {
        ["webhook-id"] = id ?? "msg_1",
        ["webhook-timestamp"] = stamp ?? Stamp,
        ["webhook-signature"] = signature ?? Signature(),
    };

    private static bool Verify(string? body = null, string? id = null, string? stamp = null, string? signature = null, byte[]? key = null) =>
        StandardWebhook.Verify(Headers(id, stamp, signature), Encoding.UTF8.GetBytes(body ?? Body), key ?? Key, Now, out _);
}
