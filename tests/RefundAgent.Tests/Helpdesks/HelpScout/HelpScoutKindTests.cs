using System.Text;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Helpdesks.HelpScout;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.HelpScout;

public sealed class HelpScoutKindTests
{
    private const string Secret = "mZ-our own secret";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 4, 11, 22, TimeSpan.Zero);

    private readonly HelpScoutKind kind = new();
    private readonly HelpdeskOptions options = new() { Account = "85", Secret = Secret, User = "app id", Token = "app secret" };

    /// <summary>Signed by <c>openssl dgst -sha1 -hmac … -binary | base64</c>.</summary>
    [Theory]
    [InlineData("""{"id":7001,"mailboxId":85}""", "yfzXZP9w0j2KIAuvFJ2jEEr+gik=", true)]
    [InlineData("""{"id":7001,"mailboxId":85,"subject":"Größe"}""", "b6xI4SNUaeJXVDg2m46kMj7l8uo=", true)]
    [InlineData("""{"id":7002,"mailboxId":85}""", "yfzXZP9w0j2KIAuvFJ2jEEr+gik=", false)]
    [InlineData("""{"id":7001,"mailboxId":85}""", "yfzXZP9w0j2KIAuvFJ2jEEr-gik=", false)]
    [InlineData("""{"id":7001,"mailboxId":85}""", "c9fcd764ff70d23d8a200baf149da3104afe8229", false)]
    [InlineData("""{"id":7001,"mailboxId":85}""", "", false)]
    public void A_delivery_is_proven_by_the_secret_that_the_operator_chose(string body, string signature, bool holds) => Assert.Equal(holds, Holds(signature, body));

    [Fact]
    public void The_sample_is_proven_and_read()
    {
        var sample = kind.SampleOf(options, new TicketId("7001"), Now);
        var reader = kind.ReaderFor(options);

        Assert.True(Holds(sample.Headers[0].Value, sample.Body));
        Assert.Equal(reader.EventHeader, sample.Headers[1].Key);
        Assert.Equal(new TicketId("7001"), Assert.IsType<DeliveryReading.Moved>(reader.Read(new HelpdeskDelivery
        {
            Tenant = new TenantId("default"),
            Connection = new ConnectionName("helpscout"),
            ReceivedAt = Now,
            Body = sample.Body,
            Event = sample.Headers[1].Value,
        })).Ticket);
    }

    [Fact]
    public void What_Help_Scout_would_not_take_is_said_at_the_start()
    {
        Assert.Empty(kind.FaultsOf(options));
        Assert.Empty(kind.FaultsOf(options with { Account = null }));
        Assert.Empty(kind.FaultsOf(options with { Account = "85, 86" }));
        Assert.Equal("User", Assert.Single(kind.FaultsOf(options with { User = null })).Setting);
        Assert.Equal("Secret", Assert.Single(kind.FaultsOf(options with { Secret = new string('x', 41) })).Setting);
        Assert.Equal("Account", Assert.Single(kind.FaultsOf(options with { Account = "Support" })).Setting);
    }

    private bool Holds(string signature, string body) => kind.ProofBy([Secret])
        .Holds(name => name.Equals("X-HelpScout-Signature", StringComparison.OrdinalIgnoreCase) ? [signature] : [], Encoding.UTF8.GetBytes(body), Now);
}
