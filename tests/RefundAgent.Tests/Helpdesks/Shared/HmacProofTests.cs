using System.Security.Cryptography;
using System.Text;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Tests.Helpdesks.Proofs;

namespace RefundAgent.Tests.Helpdesks.Shared;

/// <summary>What is the same in every scheme; each helpdesk's own is put to the test in <see cref="ForgedDeliveryTests"/>.</summary>
public sealed class HmacProofTests
{
    private const string Secret = "0123456789abcdef";
    private const string Body = "{\"id\":1}";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_768_910_400);

    private static readonly HmacScheme Timed = new()
    {
        Header = "X-Signature",
        Hash = HashAlgorithmName.SHA256,
        Form = DigestForm.Hex,
        Time = new SignedTime("X-Time", ".", TimeForm.Unix),
    };

    private static readonly HmacScheme Dated = Timed with { Form = DigestForm.Base64, Time = new SignedTime("X-Time", "", TimeForm.Iso8601) };

    [Theory]
    [InlineData("1768910400", true)]
    [InlineData("1768910400000", true)]
    [InlineData("1768910100", true)]
    [InlineData("1768910099", false)]
    [InlineData("1768910700999", false)]
    [InlineData("", false)]
    [InlineData("now", false)]
    [InlineData("-1768910400", false)]
    [InlineData("+1768910400", false)]
    [InlineData(" 1768910400", false)]
    [InlineData("1768910400.0", false)]
    [InlineData("0x696f7c80", false)]
    [InlineData("1768910400\n", false)]
    [InlineData("253402300800000", false)]
    [InlineData("99999999999999999999", false)]
    [InlineData("１７６８９１０４００", false)]
    public void A_unix_time_is_whole_seconds_or_milliseconds_however_well_it_is_signed(string stamp, bool isProven) =>
        Assert.Equal(isProven, Proves(Timed, stamp));

    [Theory]
    [InlineData("2026-01-20T12:00:00Z", true)]
    [InlineData("2026-01-20T13:00:00+01:00", true)]
    [InlineData("2026-01-20T12:00:00.123Z", true)]
    [InlineData("2026-01-20T12:00:00.1234567Z", true)]
    [InlineData("2026-01-20T11:54:59Z", false)]
    [InlineData("2026-01-20", false)]
    [InlineData("20 January 2026 12:00", false)]
    [InlineData("2026-01-20 12:00:00Z", false)]
    [InlineData("2026-01-20T24:00:00Z", false)]
    [InlineData("0001-01-01T00:00:00+14:00", false)]
    [InlineData("1768910400", false)]
    public void A_date_is_ISO_8601_however_well_it_is_signed(string stamp, bool isProven) => Assert.Equal(isProven, Proves(Dated, stamp));

    [Fact]
    public void The_time_is_signed_as_it_was_written()
    {
        var sent = Signed(Timed, "1768910400");

        Assert.False(sent.With("X-Time", "1768910400000").IsProvenBy(new HmacProof(Timed, [Secret]), Now));
    }

    /// <summary>Otherwise a header of a megabyte would be work for us at no cost for its sender.</summary>
    [Fact]
    public void A_header_of_a_length_that_none_has_is_not_looked_at()
    {
        Assert.False(Proves(Timed with { Prefix = new string('x', 600) }, "1768910400"));
        Assert.True(Proves(Timed with { Prefix = new string('x', 100) }, "1768910400"));
    }

    [Fact]
    public void Header_names_are_known_in_any_case()
    {
        var sent = Signed(Timed, "1768910400");

        Assert.True((sent with { Headers = [.. sent.Headers.Select(each => KeyValuePair.Create(each.Key.ToUpperInvariant(), each.Value))] })
            .IsProvenBy(new HmacProof(Timed, [Secret]), Now));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(32)]
    public void A_digest_has_the_length_of_its_hash(int bytes)
    {
        foreach (var form in new[] { DigestForm.Hex, DigestForm.Base64 })
        {
            var (scheme, digest) = (Timed with { Form = form, Hash = bytes == 20 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256 }, RandomNumberGenerator.GetBytes(bytes));
            string Write(byte[] all) => form == DigestForm.Hex ? Convert.ToHexStringLower(all) : Convert.ToBase64String(all);

            Assert.Equal(digest, scheme.ParseDigest(Write(digest)));
            Assert.Null(scheme.ParseDigest(Write(digest[1..])));
            Assert.Null(scheme.ParseDigest(Write([.. digest, 0])));
            Assert.Null(scheme.ParseDigest(Write(digest)[1..]));
            Assert.Null(scheme.ParseDigest(" " + Write(digest)[1..]));
            Assert.Null(scheme.ParseDigest("é" + Write(digest)[1..]));
        }
    }

    private static bool Proves(HmacScheme scheme, string stamp) => Signed(scheme, stamp).IsProvenBy(new HmacProof(scheme, [Secret]), Now);

    /// <summary>Signed by plain code, and not by the scheme's own.</summary>
    private static Sent Signed(HmacScheme scheme, string stamp)
    {
        var digest = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(stamp + scheme.Time!.Joint + Body));
        var signature = scheme.Prefix + (scheme.Form == DigestForm.Hex ? Convert.ToHexStringLower(digest) : Convert.ToBase64String(digest));
        return new Sent([new(scheme.Header, signature), new(scheme.Time.Header, stamp)], [.. Encoding.UTF8.GetBytes(Body)]);
    }
}
