using System.Text;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Helpdesks.Intercom;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Intercom;

public sealed class IntercomKindTests
{
    private const string Secret = "client secret of the app: é";

    /// <summary>Signed by <c>openssl dgst -sha1 -hmac</c>.</summary>
    private const string Body =
        """{"type":"notification_event","app_id":"shop4242","id":"notif_1","topic":"conversation.user.replied","data":{"item":{"type":"conversation","id":"7001"}}}""";

    private const string Signature = "sha1=f9979fd188ecae901b4acec7c4b667b7f34e1f9c";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 4, 11, 22, TimeSpan.Zero);

    private readonly IntercomKind kind = new();
    private readonly HelpdeskOptions options = new() { Account = "shop4242", Secret = Secret, Token = "token" };

    [Fact]
    public void A_delivery_is_proven_by_the_client_secret() => Assert.True(Holds(Signature, Body));

    [Theory]
    [InlineData("sha1=f9979fd188ecae901b4acec7c4b667b7f34e1f9d")]
    [InlineData("f9979fd188ecae901b4acec7c4b667b7f34e1f9c")]
    [InlineData("sha256=f9979fd188ecae901b4acec7c4b667b7f34e1f9c")]
    [InlineData("sha1=+Zef0YjsrpAbSs7HxLZnt/NOH5w=")]
    [InlineData("sha1=")]
    public void Anything_else_proves_nothing(string signature) => Assert.False(Holds(signature, Body));

    [Fact]
    public void A_changed_byte_proves_nothing() => Assert.False(Holds(Signature, Body.Replace("7001", "7002", StringComparison.Ordinal)));

    [Fact]
    public void The_sample_is_proven_and_read()
    {
        var sample = kind.SampleOf(options, new TicketId("7001"), Now);

        Assert.True(Holds(Assert.Single(sample.Headers).Value, sample.Body));
        Assert.Equal(new TicketId("7001"), Assert.IsType<DeliveryReading.Moved>(kind.ReaderFor(options).Read(new HelpdeskDelivery
        {
            Tenant = new TenantId("default"),
            Connection = new ConnectionName("intercom"),
            ReceivedAt = Now,
            Body = sample.Body,
        })).Ticket);
    }

    [Fact]
    public void A_workspace_has_to_be_named_since_one_secret_signs_for_all_of_them()
    {
        Assert.Empty(kind.FaultsOf(options));
        Assert.Equal("Account", Assert.Single(kind.FaultsOf(options with { Account = " " })).Setting);
    }

    private bool Holds(string signature, string body) => kind.ProofBy([Secret])
        .Holds(name => name.Equals("X-Hub-Signature", StringComparison.OrdinalIgnoreCase) ? [signature] : [], Encoding.UTF8.GetBytes(body), Now);
}
