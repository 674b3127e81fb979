using RefundAgent.Adapters.Helpdesks.Front;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Front;

public sealed class FrontReaderTests
{
    private readonly FrontReader reader = new("cmp_k30");

    [Theory]
    [InlineData("inbound_received", "inbound")]
    [InlineData("outbound_sent", "outbound")]
    [InlineData("outbound_reply_sent", "out_reply")]
    [InlineData("new_comment_added", "comment")]
    [InlineData("conversation_archived", "archive")]
    [InlineData("conversation_reopened", "reopen")]
    [InlineData("conversations_merged", "conversations_merged")]
    [InlineData("a name that Front gives it some day", "inbound")]
    public void An_event_that_something_may_hang_on_says_which_conversation_moved(string name, string type)
    {
        var moved = Assert.IsType<DeliveryReading.Moved>(Read(Event(name, type)));

        Assert.Equal((new TicketId("cnv_5b2"), "evt_7f3"), (moved.Ticket, moved.Key));
        Assert.Null(moved.Rating);
    }

    [Theory]
    [InlineData("tag_added", "tag")]
    [InlineData("assignee_changed", "assign")]
    [InlineData("conversation_moved", "move")]
    [InlineData("reminder", "reminder")]
    [InlineData("something_new", "something_new")]
    public void Other_events_are_left_alone(string name, string type) =>
        Assert.False(Assert.IsType<DeliveryReading.NotForUs>(Read(Event(name, type))).Misdirected);

    [Theory]
    [InlineData("""{"type":"inbound_received","authorization":{"id":"cmp_other"},"payload":{"id":"evt_1","type":"inbound","conversation":{"id":"cnv_1"}}}""")]
    [InlineData("""{"type":"sync","authorization":{"id":"CMP_K30"}}""")]
    public void Another_companys_events_are_told_to_the_operator(string body) => Assert.True(Assert.IsType<DeliveryReading.NotForUs>(Read(body)).Misdirected);

    [Fact]
    public void The_handshake_is_acknowledged_and_no_more() =>
        Assert.False(Assert.IsType<DeliveryReading.NotForUs>(Read("""{"type":"sync","authorization":{"id":"cmp_k30"}}""")).Misdirected);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("inbound")]
    [InlineData("""{"type":"inbound_received","payload":{"id":"evt_1","type":"inbound","conversation":{"id":"cnv_1"}}}""")]
    [InlineData("""{"authorization":{"id":"cmp_k30"},"payload":{"id":"evt_1","type":"inbound","conversation":{"id":"cnv_1"}}}""")]
    [InlineData("""{"type":"inbound_received","authorization":{"id":"cmp_k30"}}""")]
    [InlineData("""{"type":"inbound_received","authorization":{"id":"cmp_k30"},"payload":{"type":"inbound","conversation":{"id":"cnv_1"}}}""")]
    [InlineData("""{"type":"inbound_received","authorization":{"id":"cmp_k30"},"payload":{"id":"evt_1","type":"inbound"}}""")]
    [InlineData("""{"type":"inbound_received","authorization":{"id":"cmp_k30"},"payload":{"id":"evt_1","type":"inbound","conversation":{"id":"msg_1"}}}""")]
    [InlineData("""{"type":"inbound_received","authorization":{"id":"cmp_k30"},"payload":{"id":"evt_1","type":"inbound","conversation":{"id":"cnv_1/../../me"}}}""")]
    [InlineData("""{"type":"inbound_received","authorization":{"id":"cmp_k30"},"payload":{"id":"evt_1","type":"inbound","conversation":{"id":"cnv_1","id":"cnv_2"}}}""")]
    public void What_is_not_of_the_documented_form_is_unreadable(string body) => Assert.IsType<DeliveryReading.Unreadable>(Read(body));

    [Theory]
    [InlineData("a1B2-c3_D4", true)]
    [InlineData("<script>alert(1)</script>", false)]
    [InlineData("a b", false)]
    [InlineData("abc\n", false)]
    [InlineData("", false)]
    public void A_challenge_is_sent_back_where_it_is_one(string asked, bool isOne) => Assert.Equal(isOne ? asked : null, Challenge(asked));

    [Fact]
    public void A_challenge_comes_alone_and_is_not_long()
    {
        Assert.Equal(new string('x', 200), Challenge(new string('x', 200)));
        Assert.Null(Challenge(new string('x', 201)));
        Assert.Null(Challenge("one", "two"));
        Assert.Null(Challenge());
    }

    private string? Challenge(params string[] values) => reader.Challenge(name => name == "X-Front-Challenge" ? values : []);

    private DeliveryReading Read(string body) => reader.Read(new HelpdeskDelivery
    {
        Tenant = new TenantId("default"),
        Connection = new ConnectionName("front"),
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Body = body,
    });

    private static string Event(string name, string type) =>
        $$$$"""{"type":"{{{{name}}}}","authorization":{"id":"cmp_k30"},"payload":{"id":"evt_7f3","type":"{{{{type}}}}","emitted_at":1795406400.12,"conversation":{"id":"cnv_5b2","subject":"Where is it?"}}}""";
}
