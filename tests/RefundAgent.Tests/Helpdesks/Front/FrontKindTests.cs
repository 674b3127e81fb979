using System.Text;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Helpdesks.Front;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Front;

public sealed class FrontKindTests
{
    private const string Secret = "app-secret-für-tests";
    private const string Body = """{"type":"inbound_received","authorization":{"id":"cmp_k30"},"payload":{"id":"evt_7f3","type":"inbound","conversation":{"id":"cnv_5b2"}}}""";

    private static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeSeconds(1795406400);

    private readonly FrontKind kind = new();

    /// <summary>Digests of openssl over the header's time, a colon and the body.</summary>
    [Theory]
    [InlineData("1795406400000", "DsWc6//XxpRyoaT/lSxZRtlNFbwvFUiBJ0FjWFx6AXE=", true)]
    [InlineData("1795406400", "hFL0gaA7Vc7QZvGcsDy8N7aasNM7SrtruRAu0YlI8Dc=", true)]
    [InlineData("1795406400000", "hFL0gaA7Vc7QZvGcsDy8N7aasNM7SrtruRAu0YlI8Dc=", false)]
    [InlineData("1795406400001", "DsWc6//XxpRyoaT/lSxZRtlNFbwvFUiBJ0FjWFx6AXE=", false)]
    public void A_delivery_is_proven_by_the_time_as_it_was_sent_and_the_body(string stamp, string signature, bool holds) =>
        Assert.Equal(holds, Holds(stamp, signature, Sent.AddMinutes(4)));

    [Theory]
    [InlineData(6)]
    [InlineData(-6)]
    public void An_old_delivery_and_one_of_the_future_prove_nothing(int minutes) =>
        Assert.False(Holds("1795406400000", "DsWc6//XxpRyoaT/lSxZRtlNFbwvFUiBJ0FjWFx6AXE=", Sent.AddMinutes(minutes)));

    [Fact]
    public void A_sample_is_what_Front_would_send()
    {
        var options = new HelpdeskOptions { Secret = $"{Secret}, an older one", Account = "cmp_k30" };

        var sample = kind.SampleOf(options, new TicketId("cnv_5b2"), Sent);

        var headers = sample.Headers.ToDictionary(each => each.Key, each => each.Value);
        Assert.True(kind.ProofBy(options.Secrets).Holds(name => headers.TryGetValue(name, out var value) ? [value] : [], Encoding.UTF8.GetBytes(sample.Body), Sent));
        var delivery = new HelpdeskDelivery { Tenant = new TenantId("default"), Connection = new ConnectionName("front"), ReceivedAt = Sent, Body = sample.Body };
        Assert.Equal(new TicketId("cnv_5b2"), Assert.IsType<DeliveryReading.Moved>(kind.ReaderFor(options).Read(delivery)).Ticket);
    }

    [Theory]
    [InlineData(null, null, "Account")]
    [InlineData("cmp_", null, "Account")]
    [InlineData("my company", "mara", "Account AssignTo")]
    [InlineData("cmp_k30", "team:tea_1", "AssignTo")]
    [InlineData("cmp_k30", "team:inb_1", "")]
    [InlineData("cmp_k30", "inb_1", "")]
    [InlineData("cmp_k30", "tea_1", "")]
    [InlineData("cmp_k30", "", "")]
    public void What_is_wrong_in_the_settings_is_named(string? account, string? assignTo, string settings) =>
        Assert.Equal(settings, string.Join(' ', kind.FaultsOf(new HelpdeskOptions { Account = account, AssignTo = assignTo }).Select(fault => fault.Setting)));

    private bool Holds(string stamp, string signature, DateTimeOffset now) => kind.ProofBy([Secret]).Holds(
        name => name switch { "X-Front-Request-Timestamp" => [stamp], "X-Front-Signature" => [signature], _ => [] }, Encoding.UTF8.GetBytes(Body), now);
}
