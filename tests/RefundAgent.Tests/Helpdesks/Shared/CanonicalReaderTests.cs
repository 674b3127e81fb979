using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Shared;

public sealed class CanonicalReaderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly CanonicalReader reader = new();

    [Theory]
    [InlineData("""{"type":"ticket.created","data":{"ticketId":"8123"}}""")]
    [InlineData("""{"type":"ticket.commentAdded","timestamp":"2026-11-23T12:00:00Z","data":{"ticketId":8123,"commentId":"55"}}""")]
    [InlineData("""{"type":"ticket.statusChanged","timestamp":"","data":{"ticketId":"8123","status":"solved"}}""")]
    [InlineData("""{"type":"refund.overridden","data":{"ticketId":" 8123 ","commentId":null,"more":[1]}}""")]
    [InlineData("""{"type":"ticket.commentAdded","ticketId":"8123","commentId":"55"}""")]
    public void An_event_says_which_ticket_moved(string body) => Assert.Equal(new TicketId("8123"), Moved(body).Ticket);

    [Fact]
    public void A_rating_only_wakes_the_ticket_up_since_nobody_signed_it() =>
        Assert.Null(Moved("""{"type":"csat.received","data":{"ticketId":"8123","score":1}}""").Rating);

    [Fact]
    public void The_same_event_has_the_same_key_whenever_it_comes_and_another_has_another()
    {
        string[] bodies =
        [
            """{"type":"ticket.commentAdded","data":{"ticketId":"1","commentId":"55"}}""",
            """{"type":"ticket.commentAdded","data":{"ticketId":"1","commentId":"56"}}""",
            """{"type":"ticket.commentAdded","data":{"ticketId":"15","commentId":"5"}}""",
            """{"type":"ticket.commentAdded","timestamp":"2026-11-23T12:00:00Z","data":{"ticketId":"1","commentId":"55"}}""",
            """{"type":"ticket.statusChanged","timestamp":"2026-11-23T12:00:00Z","data":{"ticketId":"1","status":"open"}}""",
            """{"type":"ticket.statusChanged","timestamp":"2026-11-23T12:00:00Z","data":{"ticketId":"1","status":"solved"}}""",
        ];

        Assert.Equal(bodies.Select(body => Moved(body).Key), bodies.Select(body => Moved(body, Noon.AddMinutes(30)).Key));
        Assert.Equal(bodies.Length, bodies.Select(body => Moved(body).Key).Distinct().Count());
    }

    /// <summary>A template may have nothing to tell two comments apart by; the second must not pass for the first.</summary>
    [Theory]
    [InlineData("""{"type":"ticket.commentAdded","data":{"ticketId":"1"}}""")]
    [InlineData("""{"type":"ticket.statusChanged","data":{"ticketId":"1","status":"open"}}""")]
    public void An_event_that_names_neither_comment_nor_time_is_another_one_each_time_it_comes(string body)
    {
        Assert.Equal(Moved(body).Key, Moved(body).Key);
        Assert.NotEqual(Moved(body).Key, Moved(body, Noon.AddMilliseconds(1)).Key);
    }

    [Theory]
    [InlineData("""{"type":"ticket.tagged","data":{"ticketId":"8123"}}""")]
    [InlineData("""{"type":"TICKET.CREATED","data":{"ticketId":"8123"}}""")]
    public void Another_type_is_left_alone(string body) => Assert.IsType<DeliveryReading.NotForUs>(Read(body));

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "no object")]
    [InlineData("""{"type":"ticket.created","data":{"ticketId":"8123"}""", "not JSON")]
    [InlineData("""{"data":{"ticketId":"8123"}}""", "type is missing")]
    [InlineData("""{"type":"ticket.created"}""", "data.ticketId is missing")]
    [InlineData("""{"type":"ticket.created","data":{"ticketId":""}}""", "data.ticketId is missing")]
    [InlineData("""{"type":"ticket.created","data":{"ticketId":{"id":1}}}""", "data.ticketId is missing")]
    [InlineData("""{"type":"ticket.created","data":["8123"]}""", "data.ticketId is missing")]
    [InlineData("""{"type":"ticket.created","data":{"ticketId":"1","ticketId":"2"}}""", "data.ticketId stands twice")]
    [InlineData("""{"type":"ticket.created","data":{"ticketId":"{{ticket.id}}"}}""", "placeholder")]
    [InlineData("""{"type":"ticket.created","data":{"ticketId":"1","\ud800":"2"}}""", "surrogate")]
    public void What_is_wrong_is_told_to_whoever_wrote_the_template(string body, string why) =>
        Assert.Contains(why, Assert.IsType<DeliveryReading.Unreadable>(Read(body)).Why, StringComparison.Ordinal);

    [Fact]
    public void An_id_of_absurd_length_is_none() =>
        Assert.IsType<DeliveryReading.Unreadable>(Read($$$"""{"type":"ticket.created","data":{"ticketId":"{{{new string('7', 2000)}}}"}}"""));

    private DeliveryReading.Moved Moved(string body, DateTimeOffset? at = null) => Assert.IsType<DeliveryReading.Moved>(Read(body, at));

    private DeliveryReading Read(string body, DateTimeOffset? at = null) => reader.Read(
        new HelpdeskDelivery { Tenant = new TenantId("t1"), Connection = new ConnectionName("desk"), ReceivedAt = at ?? Noon, Body = body });
}
