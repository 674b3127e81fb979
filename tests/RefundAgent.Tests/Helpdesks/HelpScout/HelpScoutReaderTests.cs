using System.Globalization;
using RefundAgent.Adapters.Helpdesks.HelpScout;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.HelpScout;

public sealed class HelpScoutReaderTests
{
    private const string Conversation = """{"id":7001,"number":15473,"type":"email","status":"active","mailboxId":85,"_embedded":{"threads":[{"id":9002},{"id":9001}]}}""";

    [Theory]
    [InlineData("convo.created")]
    [InlineData("convo.customer.reply.created")]
    [InlineData("convo.agent.reply.created")]
    [InlineData("convo.note.created")]
    [InlineData("convo.status")]
    [InlineData("convo.merged")]
    [InlineData("convo.moved")]
    [InlineData(null)]
    public void What_happens_to_a_conversation_wakes_it(string? name) => Assert.Equal(new TicketId("7001"), Moved(Conversation, name).Ticket);

    /// <summary>The name is not signed: whoever sends a delivery again under another name must not make another event of it.</summary>
    [Fact]
    public void An_event_is_known_by_its_bytes_and_not_by_its_name()
    {
        Assert.Equal(Moved(Conversation, "convo.created").Key, Moved(Conversation, "convo.note.created").Key);
        Assert.NotEqual(Moved(Conversation, "convo.created").Key, Moved(Conversation.Replace("9002", "9003", StringComparison.Ordinal), "convo.created").Key);
    }

    [Fact]
    public void A_conversation_that_was_deleted_comes_as_its_id_alone() => Assert.Equal(new TicketId("7001"), Moved("""{"id":7001}""", "convo.deleted").Ticket);

    [Theory]
    [InlineData("great", 5)]
    [InlineData("Great", 5)]
    [InlineData("okay", 3)]
    [InlineData("not_good", 1)]
    [InlineData("Bad", 1)]
    public void A_rating_counts_by_what_is_signed_whatever_the_event_is_called(string word, int score)
    {
        foreach (var name in new[] { "satisfaction.ratings", "convo.created", null })
        {
            var moved = Moved(Rating(word), name);

            Assert.Equal(new TicketId("7001"), moved.Ticket);
            Assert.Equal("rating:5434:2026-11-23T04:11:22Z", moved.Key);
            Assert.Equal(new TicketRating(score, DateTimeOffset.Parse("2026-11-23T04:11:22Z", CultureInfo.InvariantCulture)), moved.Rating);
        }
    }

    [Fact]
    public void An_older_form_of_rating_is_read_too() => Assert.Equal(
        new DeliveryReading.Moved(new TicketId("7001"), "rating:5434:2026-11-22T10:00:00", new TicketRating(5, new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero))),
        Read("""{"id":5434,"ticketId":7001,"threadId":9001,"mailbox":{"id":85,"name":"Support"},"rating":"Great","createdAt":"2026-11-22T10:00:00"}""", "satisfaction.ratings"));

    [Fact]
    public void A_rating_of_no_known_name_is_no_rating() => Assert.Null(Moved(Rating("unknown"), "satisfaction.ratings").Rating);

    [Fact]
    public void No_rating_comes_of_a_conversation_that_is_sent_under_a_ratings_name() =>
        Assert.IsType<DeliveryReading.NotForUs>(Read(Conversation, "satisfaction.ratings"));

    [Fact]
    public void A_test_is_no_event() => Assert.False(Assert.IsType<DeliveryReading.NotForUs>(Read("anything at all", "helpscout.test")).Misdirected);

    [Theory]
    [InlineData("customer.created", """{"id":7001,"firstName":"Ann"}""")]
    [InlineData("tag.updated", """{"id":7001,"name":"vip"}""")]
    [InlineData(null, """{"id":7001}""")]
    public void Other_events_are_left_alone(string? name, string body) => Assert.False(Assert.IsType<DeliveryReading.NotForUs>(Read(body, name)).Misdirected);

    [Fact]
    public void Another_inbox_is_not_ours_and_an_operator_hears_of_it()
    {
        Assert.True(Assert.IsType<DeliveryReading.NotForUs>(Read(Conversation, "convo.created", "86", "87")).Misdirected);
        Assert.True(Assert.IsType<DeliveryReading.NotForUs>(Read(Rating("great"), "satisfaction.ratings", "86")).Misdirected);
        Assert.IsType<DeliveryReading.Moved>(Read(Conversation, "convo.created", "86", "85"));
        Assert.IsType<DeliveryReading.Moved>(Read(Conversation, "convo.created", []));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("""{"mailboxId":85}""")]
    [InlineData("""{"id":"7001/../7002","mailboxId":85}""")]
    [InlineData("""{"id":7001.5,"mailboxId":85}""")]
    [InlineData("""{"id":7001,"id":7002,"mailboxId":85}""")]
    [InlineData("""{"id":5434,"threadId":9001,"rating":"great","createdAt":"2026-11-22T10:00:00Z"}""")]
    [InlineData("""{"id":5434,"threadId":9001,"conversationId":7001,"rating":"great"}""")]
    [InlineData("""{"id":5434,"threadId":9001,"conversationId":7001,"rating":"great","createdAt":"lately"}""")]
    public void What_is_not_of_the_documented_form_is_kept(string body) => Assert.IsType<DeliveryReading.Unreadable>(Read(body, "convo.created"));

    private static string Rating(string word) =>
        $$"""{"id":5434,"threadId":9001,"conversationId":7001,"mailboxId":85,"rating":"{{word}}","comments":"","createdAt":"2026-11-22T10:00:00Z","modifiedAt":"2026-11-23T04:11:22Z"}""";

    private static DeliveryReading.Moved Moved(string body, string? name) => Assert.IsType<DeliveryReading.Moved>(Read(body, name));

    private static DeliveryReading Read(string body, string? name) => Read(body, name, "85");

    private static DeliveryReading Read(string body, string? name, params string[] mailboxes) => new HelpScoutReader(mailboxes).Read(new HelpdeskDelivery
    {
        Tenant = new TenantId("default"),
        Connection = new ConnectionName("helpscout"),
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Body = body,
        Event = name,
    });
}
