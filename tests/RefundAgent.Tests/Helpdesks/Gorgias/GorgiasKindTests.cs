using System.Text;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Helpdesks.Gorgias;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks.Gorgias;

public sealed class GorgiasKindTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    private readonly GorgiasKind kind = new();

    [Theory]
    [InlineData("the secret of this connection", true)]
    [InlineData("the secret of this connectioN", false)]
    [InlineData("", false)]
    public void A_delivery_is_proven_by_the_secret_in_its_header(string told, bool holds) =>
        Assert.Equal(holds, kind.ProofBy(["the secret of this connection"]).Holds(name => name == "X-Webhook-Secret" ? [told] : [], "{}"u8, Now));

    /// <summary>As the two templates of the instructions are filled in, nested and flat; Gorgias tells UTC without saying so.</summary>
    [Theory]
    [InlineData("""{"type":"ticket.commentAdded","timestamp":"2026-11-23T04:00:00.384938","data":{"ticketId":"8123","commentId":"924712"}}""")]
    [InlineData("""{"type":"ticket.commentAdded","timestamp":"2026-11-23T04:00:00.384938","ticketId":"8123","commentId":"924712"}""")]
    [InlineData("""{"type":"ticket.statusChanged","timestamp":"2026-11-23T04:00:00.384938","data":{"ticketId":8123,"status":"closed"}}""")]
    [InlineData("""{"type":"ticket.statusChanged","timestamp":"","ticketId":"8123","status":"closed"}""")]
    public void What_is_pasted_there_says_here_which_ticket_moved(string body) =>
        Assert.Equal(new TicketId("8123"), Assert.IsType<DeliveryReading.Moved>(Read(body)).Ticket);

    [Fact]
    public void The_same_ticket_changed_twice_is_two_events() => Assert.NotEqual(
        Assert.IsType<DeliveryReading.Moved>(Read("""{"type":"ticket.statusChanged","timestamp":"2026-11-23T04:00:00.384938","ticketId":"1","status":"open"}""")).Key,
        Assert.IsType<DeliveryReading.Moved>(Read("""{"type":"ticket.statusChanged","timestamp":"2026-11-23T04:00:00.384939","ticketId":"1","status":"open"}""")).Key);

    [Fact]
    public void A_template_that_was_not_filled_in_is_told_to_its_author()
    {
        Assert.True(kind.ReaderFor(new HelpdeskOptions()).IsAuthoredByOperator);
        Assert.IsType<DeliveryReading.Unreadable>(Read("""{"type":"ticket.commentAdded","data":{"ticketId":"{{ticket.id}}"}}"""));
    }

    [Fact]
    public void A_sample_is_what_Gorgias_would_send()
    {
        var options = new HelpdeskOptions { Secret = "the secret of this connection" };

        var sample = kind.SampleOf(options, new TicketId("8123"), Now);

        var (name, secret) = Assert.Single(sample.Headers);
        Assert.True(kind.ProofBy(options.Secrets).Holds(asked => asked == name ? [secret] : [], Encoding.UTF8.GetBytes(sample.Body), Now));
        Assert.Equal(new TicketId("8123"), Assert.IsType<DeliveryReading.Moved>(Read(sample.Body)).Ticket);
    }

    [Theory]
    [InlineData(null, null, null, null, "Account User")]
    [InlineData("https://shop.gorgias.com", null, "agent@shop.example", null, "Account")]
    [InlineData("shop", null, "agent", "mara", "User AssignTo")]
    [InlineData("my-shop2", null, "agent@shop.example", "team:", "AssignTo")]
    [InlineData("my-shop2", null, "agent@shop.example", "7", "")]
    [InlineData(null, "http://127.0.0.1:1", "agent@shop.example", "team:7", "")]
    public void What_is_wrong_in_the_settings_is_named(string? account, string? baseUrl, string? user, string? assignTo, string settings) => Assert.Equal(
        settings,
        string.Join(' ', kind.FaultsOf(new HelpdeskOptions { Account = account, BaseUrl = baseUrl, User = user, AssignTo = assignTo }).Select(fault => fault.Setting)));

    private DeliveryReading Read(string body) => kind.ReaderFor(new HelpdeskOptions()).Read(new HelpdeskDelivery
    {
        Tenant = new TenantId("default"),
        Connection = new ConnectionName("gorgias"),
        ReceivedAt = Now,
        Body = body,
    });
}
