using System.Text;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Helpdesks.Freshdesk;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Freshdesk;

public sealed class FreshdeskKindTests
{
    private const string Secret = "freshdesk-secret-0123456789abcdef";

    private readonly FreshdeskKind kind = new();
    private readonly HelpdeskOptions options = new() { BaseUrl = "https://shop.freshdesk.com", Secret = Secret, Token = "token" };

    /// <summary>Written by hand: what Freshdesk's fields for a user, a key or a header become.</summary>
    [Theory]
    [InlineData("Authorization", "Basic ZnJlc2hkZXNrLXNlY3JldC0wMTIzNDU2Nzg5YWJjZGVmOlg=", true)]
    [InlineData("Authorization", "Basic YWdlbnQ6ZnJlc2hkZXNrLXNlY3JldC0wMTIzNDU2Nzg5YWJjZGVm", true)]
    [InlineData("Authorization", "Bearer " + Secret, true)]
    [InlineData("X-Webhook-Secret", Secret, true)]
    [InlineData("X-Webhook-Secret", Secret + "x", false)]
    [InlineData("X-Webhook-Secret", "", false)]
    [InlineData("X-Other-Secret", Secret, false)]
    [InlineData("Authorization", Secret, false)]
    [InlineData("Authorization", "Basic not-base64", false)]
    [InlineData("Authorization", "Basic Og==", false)]
    [InlineData("Authorization", "Bearer ", false)]
    public void A_delivery_is_proven_by_the_secret_itself(string header, string value, bool holds) => Assert.Equal(holds, Holds(header, value));

    [Fact]
    public void The_sample_is_proven_and_read()
    {
        var sample = kind.SampleOf(options, new TicketId("8123"), DateTimeOffset.UnixEpoch);
        var header = Assert.Single(sample.Headers);

        Assert.True(Holds(header.Key, header.Value));
        Assert.Equal(new TicketId("8123"), Assert.IsType<DeliveryReading.Moved>(kind.ReaderFor(options).Read(new HelpdeskDelivery
        {
            Tenant = new TenantId("default"),
            Connection = new ConnectionName("freshdesk"),
            ReceivedAt = DateTimeOffset.UnixEpoch,
            Body = sample.Body,
        })).Ticket);
    }

    [Fact]
    public void What_is_wrong_is_said_at_the_start()
    {
        Assert.Empty(kind.FaultsOf(options));
        Assert.Equal("BaseUrl", Assert.Single(kind.FaultsOf(options with { BaseUrl = " " })).Setting);
        Assert.Equal("Secret", Assert.Single(kind.FaultsOf(options with { Secret = "user:password-of-16" })).Setting);
        Assert.Equal("AssignTo", Assert.Single(kind.FaultsOf(options with { AssignTo = "refunds" })).Setting);
    }

    private bool Holds(string header, string value) => kind.ProofBy([Secret])
        .Holds(name => name.Equals(header, StringComparison.OrdinalIgnoreCase) ? [value] : [], Encoding.UTF8.GetBytes("{}"), DateTimeOffset.UnixEpoch);
}
