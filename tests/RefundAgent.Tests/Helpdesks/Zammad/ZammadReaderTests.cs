using System.Text;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Helpdesks.Zammad;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Zammad;

public sealed class ZammadReaderTests
{
    private const string Secret = "a secret for tests without comma";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 5, 0, 0, TimeSpan.Zero);

    private static readonly ZammadKind Kind = new();

    /// <summary>Signed with <c>openssl dgst -sha1 -hmac</c>: not with our own code.</summary>
    private const string Body = """{"ticket":{"id":81,"updated_at":"2026-11-23T04:59:58.120Z"},"article":{"id":104,"internal":false}}""";

    [Fact]
    public void A_delivery_is_proven_by_its_body_as_openssl_signs_it()
    {
        Assert.True(Holds("sha1=3c498328d39e2de2d5296b083440c40ed2560fb0", Body));
        Assert.False(Holds("sha1=3c498328d39e2de2d5296b083440c40ed2560fb0", Body + " "));
        Assert.False(Holds("3c498328d39e2de2d5296b083440c40ed2560fb0", Body));
        Assert.False(Holds(null, Body));
    }

    [Fact]
    public void A_new_article_and_a_change_without_one_move_the_ticket() => Assert.Equal(
        [
            new DeliveryReading.Moved(new TicketId("81"), "81/104/2026-11-23T04:59:58.120Z"),
            new DeliveryReading.Moved(new TicketId("81"), "81//2026-11-23T05:00:00.000Z"),
            new DeliveryReading.Moved(new TicketId("81"), "81//2026-11-23T05:00:00.000Z"),
        ],
        [
            Read(Body),
            Read("""{"ticket":{"id":81,"updated_at":"2026-11-23T05:00:00.000Z","state":"closed"},"article":{}}"""),
            Read("""{"ticket":{"id":81,"updated_at":"2026-11-23T05:00:00.000Z","state":"closed"},"article":null}"""),
        ]);

    [Fact]
    public void A_later_change_that_is_told_with_the_same_article_is_another_event() => Assert.NotEqual(
        Read(Body), Read(Body.Replace("04:59:58", "05:59:58", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"ticket":"Order #1002","message":"a payload of somebody's own"}""", "Custom Payload")]
    [InlineData("""{"article":{"id":104}}""", "Custom Payload")]
    [InlineData("""{"ticket":{"id":81}}""", "updated_at")]
    [InlineData("""{"ticket":{"id":81,"id":82,"updated_at":"2026-11-23T05:00:00Z"}}""", "twice")]
    [InlineData("ticket=81", "JSON")]
    public void What_is_no_default_payload_is_kept_with_a_word_on_what_is_wrong(string body, string part) =>
        Assert.Contains(part, Assert.IsType<DeliveryReading.Unreadable>(Read(body)).Why, StringComparison.Ordinal);

    [Fact]
    public void A_sample_is_proven_and_read()
    {
        var sample = Kind.SampleOf(new HelpdeskOptions { Secret = $"{Secret},another" }, new TicketId("81"), Now);

        Assert.True(Holds(sample.Headers.Single(header => header.Key == "X-Hub-Signature").Value, sample.Body));
        Assert.Equal(new TicketId("81"), Assert.IsType<DeliveryReading.Moved>(Read(sample.Body)).Ticket);
    }

    [Theory]
    [InlineData("https://help.example.com", true)]
    [InlineData(" ", false)]
    [InlineData(null, false)]
    public void The_address_of_the_installation_has_to_be_told(string? address, bool isFine) =>
        Assert.Equal(isFine ? [] : ["BaseUrl"], Kind.FaultsOf(new HelpdeskOptions { BaseUrl = address }).Select(fault => fault.Setting));

    private static bool Holds(string? signature, string body) => Kind.ProofBy([Secret]).Holds(
        name => name == "X-Hub-Signature" && signature is not null ? [signature] : [], Encoding.UTF8.GetBytes(body), Now);

    private static DeliveryReading Read(string body) => Kind.ReaderFor(new HelpdeskOptions()).Read(
        new HelpdeskDelivery { Tenant = new TenantId("default"), Connection = new ConnectionName("desk"), ReceivedAt = Now, Body = body });
}
