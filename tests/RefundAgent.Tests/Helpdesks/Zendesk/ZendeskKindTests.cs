using System.Text;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Helpdesks.Zendesk;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Zendesk;

public sealed class ZendeskKindTests
{
    private const string Secret = "zendesk-secret-of-our-own-0123456";

    /// <summary>Signed by <c>openssl dgst -sha256 -hmac … -binary | base64</c>.</summary>
    private const string Body = """{"type":"zen:event-type:ticket.created"}""";

    private const string Stamp = "2026-11-23T04:30:00Z";
    private const string Signature = "zecgqS0B7U8JDJQ/GOBGsyPjYz/Q2PvaB6xXlfuCVg8=";

    private static readonly DateTimeOffset SentAt = new(2026, 11, 23, 4, 30, 0, TimeSpan.Zero);

    private readonly ZendeskKind kind = new();
    private readonly HelpdeskOptions options = new() { BaseUrl = "https://shop.zendesk.com", Secret = Secret, Token = "token", User = "agent@shop.example" };

    [Fact]
    public void A_delivery_is_proven_by_the_webhooks_secret_and_its_time() => Assert.True(Holds(Signature, Stamp, Body, SentAt.AddMinutes(4)));

    [Theory]
    [InlineData("yecgqS0B7U8JDJQ/GOBGsyPjYz/Q2PvaB6xXlfuCVg8=", Stamp, 0)]
    [InlineData("cde720a92d01ed4f090c943f18e046b323e3633fd0d8fbda07ac5795fb82560f", Stamp, 0)]
    [InlineData(Signature, "2026-11-23T04:30:01Z", 0)]
    [InlineData(Signature, "1763872200", 0)]
    [InlineData(Signature, "", 0)]
    [InlineData(Signature, Stamp, 6)]
    [InlineData(Signature, Stamp, -6)]
    public void Anything_else_proves_nothing(string signature, string stamp, int minutesLater) =>
        Assert.False(Holds(signature, stamp, Body, SentAt.AddMinutes(minutesLater)));

    [Fact]
    public void A_changed_byte_proves_nothing() => Assert.False(Holds(Signature, Stamp, Body.Replace("created", "Created", StringComparison.Ordinal), SentAt));

    [Fact]
    public void The_second_of_two_secrets_counts_as_well() =>
        Assert.True(kind.ProofBy(["another secret, of the trigger's webhook", Secret]).Holds(Headers(Signature, Stamp), Encoding.UTF8.GetBytes(Body), SentAt));

    [Fact]
    public void The_sample_is_proven_and_read()
    {
        var sample = kind.SampleOf(options with { Account = "42" }, new TicketId("8123"), SentAt);

        Assert.True(Holds(sample.Headers[0].Value, sample.Headers[1].Value, sample.Body, SentAt));
        Assert.Equal(new TicketId("8123"), Assert.IsType<DeliveryReading.Moved>(kind.ReaderFor(options with { Account = "42" }).Read(new HelpdeskDelivery
        {
            Tenant = new TenantId("default"),
            Connection = new ConnectionName("zendesk"),
            ReceivedAt = SentAt,
            Body = sample.Body,
        })).Ticket);
    }

    [Fact]
    public void What_is_wrong_is_said_at_the_start()
    {
        Assert.Empty(kind.FaultsOf(options));
        Assert.Empty(kind.FaultsOf(options with { Account = "42", User = null }));
        Assert.Equal("BaseUrl", Assert.Single(kind.FaultsOf(options with { BaseUrl = null })).Setting);
        Assert.Equal("Account", Assert.Single(kind.FaultsOf(options with { Account = "shop" })).Setting);
        Assert.Equal("AssignTo", Assert.Single(kind.FaultsOf(options with { AssignTo = "refunds" })).Setting);
    }

    /// <summary>Anybody can sign with the secret that the vendor prints for tests.</summary>
    [Fact]
    public void The_secret_that_Zendesk_publishes_is_refused() =>
        Assert.Equal("Secret", Assert.Single(kind.FaultsOf(options with { Secret = $"{Secret}, dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==" })).Setting);

    private bool Holds(string signature, string stamp, string body, DateTimeOffset now) =>
        kind.ProofBy([Secret]).Holds(Headers(signature, stamp), Encoding.UTF8.GetBytes(body), now);

    private static Func<string, IReadOnlyList<string?>> Headers(string signature, string stamp) => name => name.ToUpperInvariant() switch
    {
        "X-ZENDESK-WEBHOOK-SIGNATURE" => [signature],
        "X-ZENDESK-WEBHOOK-SIGNATURE-TIMESTAMP" => [stamp],
        _ => [],
    };
}
