using RefundAgent.Adapters.Helpdesks.Zendesk;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Zendesk;

public sealed class ZendeskReaderTests
{
    private readonly ZendeskReader reader = new("9007199254740993");

    [Theory]
    [InlineData("ticket.created")]
    [InlineData("ticket.comment_added")]
    [InlineData("ticket.comment_made_private")]
    [InlineData("ticket.comment_redacted")]
    [InlineData("ticket.status_changed")]
    [InlineData("ticket.agent_assignment_changed")]
    [InlineData("ticket.merged")]
    [InlineData("ticket.csat_received")]
    public void An_event_says_which_ticket_moved_and_is_known_again_by_its_id(string type)
    {
        var moved = Assert.IsType<DeliveryReading.Moved>(Read(Event(type)));

        Assert.Equal((new TicketId("8123"), "e-1", null), (moved.Ticket, moved.Key, moved.Rating));
    }

    [Fact]
    public void The_body_of_our_trigger_is_read_too()
    {
        var moved = Assert.IsType<DeliveryReading.Moved>(Read(
            """{"type":"ticket.commentAdded","timestamp":"2026-11-23T04:11:22Z","data":{"ticketId":"8123","commentId":"55","status":"open"}}"""));

        Assert.Equal(new TicketId("8123"), moved.Ticket);
    }

    [Theory]
    [InlineData("ticket.tags_changed")]
    [InlineData("ticket.custom_field_changed")]
    [InlineData("user.created")]
    public void Other_events_are_left_alone(string type) => Assert.False(Assert.IsType<DeliveryReading.NotForUs>(Read(Event(type))).Misdirected);

    [Theory]
    [InlineData("9007199254740992")]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void Another_accounts_event_is_misdirected(string account) =>
        Assert.True(Assert.IsType<DeliveryReading.NotForUs>(Read(Event("ticket.created", account: account))).Misdirected);

    [Fact]
    public void Where_no_account_is_named_any_is_read() => Assert.IsType<DeliveryReading.Moved>(
        new ZendeskReader(null).Read(Delivery(Event("ticket.created", account: "5"))));

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "no object")]
    [InlineData("""{"type":"zen:event-type:ticket.created","account_id":9007199254740993,"id":"e-1","subject":"zen:ticket:8123"}""", "detail.id")]
    [InlineData("""{"type":"zen:event-type:ticket.created","account_id":9007199254740993,"subject":"zen:ticket:8123","detail":{"id":"8123"}}""", "id: there is no text")]
    [InlineData("""{"type":"zen:event-type:ticket.created","account_id":9007199254740993,"id":"e-1","subject":"zen:ticket:1","detail":{"id":"8123"}}""", "another ticket")]
    [InlineData("""{"type":"zen:event-type:ticket.created","id":"e-1","id":"e-2","detail":{"id":"8123"}}""", "stands twice")]
    public void What_cannot_be_read_says_why(string body, string why) =>
        Assert.Contains(why, Assert.IsType<DeliveryReading.Unreadable>(Read(body)).Why, StringComparison.Ordinal);

    private static string Event(string type, string account = "9007199254740993") =>
        $$$"""{"type":"zen:event-type:{{{type}}}","account_id":{{{account}}},"id":"e-1","time":"2026-11-23T04:11:22Z","subject":"zen:ticket:8123","detail":{"id":"8123","status":"OPEN"},"event":{}}""";

    private DeliveryReading Read(string body) => reader.Read(Delivery(body));

    private static HelpdeskDelivery Delivery(string body) =>
        new() { Tenant = new TenantId("t1"), Connection = new ConnectionName("desk"), ReceivedAt = new DateTimeOffset(2026, 11, 23, 4, 11, 22, TimeSpan.Zero), Body = body };
}
