using RefundAgent.Adapters.Helpdesks.Intercom;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Intercom;

public sealed class IntercomReaderTests
{
    [Theory]
    [InlineData("conversation.user.created")]
    [InlineData("conversation.admin.closed")]
    [InlineData("conversation.admin.opened")]
    [InlineData("conversation.admin.assigned")]
    [InlineData("conversation.rating.added")]
    [InlineData("conversation_part.redacted")]
    public void What_happens_to_a_conversation_is_known_by_the_notifications_id(string topic) =>
        Assert.Equal(new DeliveryReading.Moved(new TicketId("7001"), "notif_1"), Read(Body(topic)));

    [Theory]
    [InlineData("conversation.user.replied")]
    [InlineData("conversation.admin.replied")]
    [InlineData("conversation.operator.replied")]
    [InlineData("conversation.admin.noted")]
    public void What_somebody_wrote_is_known_by_its_own_id_since_several_notifications_tell_of_it(string topic) =>
        Assert.Equal(new DeliveryReading.Moved(new TicketId("7001"), "part:52"), Read(Body(topic, parts: """{"id":"51"},{"id":52}""")));

    [Fact]
    public void A_reply_without_its_part_is_known_by_the_notifications_id() =>
        Assert.Equal(new DeliveryReading.Moved(new TicketId("7001"), "notif_1"), Read(Body("conversation.user.replied")));

    [Fact]
    public void A_conversation_that_was_deleted_comes_without_a_type() =>
        Assert.Equal(
            new DeliveryReading.Moved(new TicketId("7001"), "notif_1"),
            Read("""{"app_id":"shop4242","id":"notif_1","topic":"conversation.deleted","data":{"item":{"object":"conversation","id":"7001","deleted":true}}}"""));

    [Theory]
    [InlineData("conversation.user.replied")]
    [InlineData("ping")]
    public void Another_workspace_that_has_the_same_app_is_not_ours_and_an_operator_hears_of_it(string topic) =>
        Assert.True(Assert.IsType<DeliveryReading.NotForUs>(Read(Body(topic, app: "SHOP4242"))).Misdirected);

    [Fact]
    public void A_ping_is_no_event() =>
        Assert.False(Assert.IsType<DeliveryReading.NotForUs>(
            Read("""{"type":"notification_event","app_id":"shop4242","id":null,"topic":"ping","data":{"type":"notification_event_data","item":{"type":"ping"}}}""")).Misdirected);

    [Theory]
    [InlineData("contact.created", "contact")]
    [InlineData("ticket.created", "ticket")]
    [InlineData("conversation.contact.attached", "conversation_contact")]
    public void Other_topics_are_left_alone(string topic, string type) =>
        Assert.Contains(topic, Assert.IsType<DeliveryReading.NotForUs>(Read(Body(topic, type: type))).Why, StringComparison.Ordinal);

    [Theory]
    [InlineData("conversation.user.replied&app_id=shop4242")]
    [InlineData("[]")]
    [InlineData("""{"app_id":"shop4242","id":"n","data":{"item":{"type":"conversation","id":"7001"}}}""")]
    [InlineData("""{"id":"n","topic":"conversation.user.replied","data":{"item":{"type":"conversation","id":"7001"}}}""")]
    [InlineData("""{"app_id":"shop4242","id":"n","topic":"conversation.user.replied"}""")]
    [InlineData("""{"app_id":"shop4242","id":"n","topic":"conversation.user.replied","data":{"item":{"type":"conversation","id":"last"}}}""")]
    [InlineData("""{"app_id":"shop4242","id":"n","topic":"conversation.user.replied","data":{"item":{"type":"conversation","id":"7001/../7002"}}}""")]
    [InlineData("""{"app_id":"shop4242","topic":"conversation.user.replied","data":{"item":{"type":"conversation","id":"7001"}}}""")]
    [InlineData("""{"app_id":"shop4242","app_id":"shop4242","id":"n","topic":"conversation.user.replied","data":{"item":{"type":"conversation","id":"7001"}}}""")]
    [InlineData("""{"app_id":"shop4242","id":"n","topic":"conversation.user.replied","data":{"item":{"type":"conversation","id":"7001","id":"7002"}}}""")]
    public void What_is_not_of_the_documented_form_is_kept(string body) => Assert.IsType<DeliveryReading.Unreadable>(Read(body));

    private static string Body(string topic, string app = "shop4242", string type = "conversation", string parts = "") =>
        $$"""
        {"type":"notification_event","app_id":"{{app}}","id":"notif_1","topic":"{{topic}}","created_at":1795409999,"delivery_attempts":1,
         "data":{"type":"notification_event_data","item":{"type":"{{type}}","id":"7001",
           "conversation_parts":{"type":"conversation_part.list","conversation_parts":[{{parts}}]} } } }
        """;

    private static DeliveryReading Read(string body) => new IntercomReader("shop4242").Read(
        new HelpdeskDelivery { Tenant = new TenantId("default"), Connection = new ConnectionName("intercom"), ReceivedAt = DateTimeOffset.UnixEpoch, Body = body });
}
