using System.Text;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Helpdesks.Chatwoot;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Chatwoot;

public sealed class ChatwootReaderTests
{
    private const string Secret = "a secret for tests without comma";
    private const string Stamp = "1795410000";

    /// <summary>Of the time and this body, by <c>openssl dgst -sha256 -hmac</c>: not with our own code.</summary>
    private const string Signature = "sha256=f08167ed4c9dc7f4d52c427e575d764497582c9456418efd4b82c21fdbd6da8f";

    private const string Body = """{"event":"message_created","id":501,"message_type":"incoming","content":"Hi","conversation":{"id":12,"status":"open"},"account":{"id":3,"name":"Shop"}}""";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795410020);

    private static readonly ChatwootKind Kind = new();

    [Fact]
    public void A_delivery_is_proven_by_its_time_and_body_as_openssl_signs_them()
    {
        Assert.True(Holds(Signature, Stamp, Body, Now));
        Assert.False(Holds(Signature, Stamp, Body + " ", Now));
        Assert.False(Holds(Signature, "1795410001", Body, Now));
        Assert.False(Holds(Signature, null, Body, Now));
        Assert.False(Holds(Signature["sha256=".Length..], Stamp, Body, Now));
        Assert.False(Holds(Signature, Stamp, Body, Now.AddMinutes(6)));
    }

    [Theory]
    [InlineData(Body, "12", "message_created/501")]
    [InlineData("""{"event":"message_updated","id":501,"message_type":"template","conversation":{"id":12},"account":{"id":3}}""", "12", "message_updated/501/")]
    [InlineData("""{"event":"conversation_created","id":12,"messages":[{"id":501,"account_id":3}]}""", "12", "conversation_created/12/")]
    [InlineData("""{"event":"conversation_status_changed","id":12,"messages":[]}""", "12", "conversation_status_changed/12/")]
    [InlineData("""{"event":"conversation_updated","id":"12","account":{"id":"3"}}""", "12", "conversation_updated/12/")]
    public void What_moves_a_conversation_names_it_by_the_number_that_people_see(string body, string ticket, string key)
    {
        var moved = Assert.IsType<DeliveryReading.Moved>(Read(body));

        Assert.Equal(ticket, moved.Ticket.Value);
        Assert.StartsWith(key, moved.Key, StringComparison.Ordinal);
        Assert.Equal(moved, Read(body));
    }

    [Fact]
    public void A_second_change_of_a_message_is_another_event() => Assert.NotEqual(
        Read("""{"event":"message_updated","id":501,"conversation":{"id":12},"account":{"id":3},"content_attributes":{"submitted_values":{"csat_survey_response":{"rating":4}}}}"""),
        Read("""{"event":"message_updated","id":501,"conversation":{"id":12},"account":{"id":3},"content_attributes":{"submitted_values":{"csat_survey_response":{"rating":5}}}}"""));

    [Theory]
    [InlineData("""{"event":"message_created","id":501,"message_type":"incoming","conversation":{"id":12},"account":{"id":4}}""", true)]
    [InlineData("""{"event":"conversation_updated","id":12,"messages":[{"account_id":4}]}""", true)]
    [InlineData("""{"event":"message_created","id":501,"message_type":"activity","conversation":{"id":12},"account":{"id":3}}""", false)]
    [InlineData("""{"event":"contact_updated","id":7,"account":{"id":3}}""", false)]
    [InlineData("""{"event":"conversation_typing_on","account":{"id":3}}""", false)]
    public void What_is_of_another_account_or_moves_nothing_is_left_alone(string body, bool isMisdirected) =>
        Assert.Equal(isMisdirected, Assert.IsType<DeliveryReading.NotForUs>(Read(body)).Misdirected);

    [Theory]
    [InlineData("""{"id":501,"account":{"id":3}}""", "event")]
    [InlineData("""{"event":"message_created","id":501,"account":{"id":3}}""", "conversation.id")]
    [InlineData("""{"event":"message_created","conversation":{"id":12},"account":{"id":3}}""", "id")]
    [InlineData("""{"event":"message_created","id":1,"id":2,"conversation":{"id":12},"account":{"id":3}}""", "twice")]
    [InlineData("Hi", "JSON")]
    public void What_cannot_be_read_is_kept_with_a_word_on_why(string body, string part) =>
        Assert.Contains(part, Assert.IsType<DeliveryReading.Unreadable>(Read(body)).Why, StringComparison.Ordinal);

    [Fact]
    public void A_sample_is_proven_and_read()
    {
        var sample = Kind.SampleOf(new HelpdeskOptions { Secret = $"{Secret},another", Account = "3" }, new TicketId("12"), Now);

        Assert.True(Holds(sample.Headers[0].Value, sample.Headers[1].Value, sample.Body, Now));
        Assert.Equal(new TicketId("12"), Assert.IsType<DeliveryReading.Moved>(Read(sample.Body)).Ticket);
    }

    [Theory]
    [InlineData("https://app.chatwoot.com", "3", "")]
    [InlineData(null, "3", "BaseUrl")]
    [InlineData("https://app.chatwoot.com", null, "Account")]
    [InlineData("https://app.chatwoot.com", "shop", "Account")]
    [InlineData("", "", "BaseUrl, Account")]
    public void The_address_and_the_account_have_to_be_told(string? address, string? account, string faults) => Assert.Equal(
        faults, string.Join(", ", Kind.FaultsOf(new HelpdeskOptions { BaseUrl = address, Account = account }).Select(fault => fault.Setting)));

    private static bool Holds(string signature, string? stamp, string body, DateTimeOffset now) => Kind.ProofBy([Secret]).Holds(
        name => name switch { "X-Chatwoot-Signature" => [signature], "X-Chatwoot-Timestamp" when stamp is not null => [stamp], _ => [] }, Encoding.UTF8.GetBytes(body), now);

    private static DeliveryReading Read(string body) => Kind.ReaderFor(new HelpdeskOptions { Account = "3" }).Read(
        new HelpdeskDelivery { Tenant = new TenantId("default"), Connection = new ConnectionName("desk"), ReceivedAt = Now, Body = body });
}
