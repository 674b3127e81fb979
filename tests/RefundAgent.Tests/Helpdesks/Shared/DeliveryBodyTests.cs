using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Shared;

public sealed class DeliveryBodyTests
{
    [Fact]
    public void A_reader_gets_the_root_and_an_id_reads_alike_as_text_and_as_a_number()
    {
        Assert.Equal(new DeliveryReading.Moved(new TicketId("7"), "7"), Read("""{"ticket":{"id":7}}"""));
        Assert.Equal(new DeliveryReading.Moved(new TicketId("7"), "7"), Read("""{"ticket":{"id":"7"}}"""));
    }

    [Theory]
    [InlineData(null, "JSON")]
    [InlineData("", "JSON")]
    [InlineData("ticket=7", "JSON")]
    [InlineData("[7]", "object")]
    [InlineData("""{"ticket":{"id":7,"id":8}}""", "$.ticket.id")]
    [InlineData("""{"ticket":{"id":null}}""", "ticket.id")]
    [InlineData("""{"ticket":[]}""", "ticket.id")]
    [InlineData("""{"\ud800":1}""", "surrogate")]
    public void What_is_wrong_is_said(string? body, string part) =>
        Assert.Contains(part, Assert.IsType<DeliveryReading.Unreadable>(Read(body)).Why, StringComparison.Ordinal);

    private static DeliveryReading Read(string? body) => DeliveryBody.Read(
        new HelpdeskDelivery { Tenant = new TenantId("default"), Connection = new ConnectionName("desk"), ReceivedAt = DateTimeOffset.UnixEpoch, Body = body },
        root => new DeliveryReading.Moved(new TicketId(root["ticket"]["id"].RequiredText), root["ticket"]["id"].RequiredText));
}
