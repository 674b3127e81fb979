using System.Text;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Tests.Web.Refunds;

public sealed class RefundBodyTests
{
    private const string Least = "\"ticketId\":\"t\",\"message\":\"hi\",\"customer\":{\"id\":\"c\"}";

    private static readonly DateTimeOffset Now = new(2026, 1, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_field_finds_its_place()
    {
        var ticket = Read("""
            {"ticketId":"t","messageId":"m","message":"hi","customer":{"id":"c","email":"c@example.com"},"orderId":"o",
             "requested":{"amount":"12.50","currency":"USD"},"claim":{"reason":"defective"},
             "facts":{"a.text":"x","a.number":1.5,"a.flag":true,"a.list":["p","q"]},"tenant":"two","channel":"chat","language":"de","unknown":1}
            """);

        Assert.Equal(("t", "m", "hi", "c", "c@example.com"), (ticket.Id.Value, ticket.Message.Value, ticket.Text, ticket.Customer.Id.Value, ticket.Customer.Email));
        Assert.Equal(("o", "12.50 USD", "defective", "two", "chat", "de"), (ticket.Order?.Value, ticket.Requested?.ToString(), ticket.StatedReason, ticket.Tenant.Value, ticket.Channel, ticket.Language));
        Assert.Equal([FactValue.Of(true), FactValue.Of(["p", "q"]), FactValue.Of(1.5m), FactValue.Of("x")], ticket.Facts.Values);
        Assert.Equal(("robot", Now), (ticket.BroughtBy.Value, ticket.ReceivedAt));
    }

    [Fact]
    public void The_least_that_is_needed_is_enough_and_null_is_absent()
    {
        var ticket = Read($"{{{Least},\"messageId\":null,\"orderId\":null,\"requested\":null,\"claim\":null,\"facts\":null,\"tenant\":null,\"channel\":null}}");

        Assert.Equal(("one", null, null, null), (ticket.Tenant.Value, ticket.Order, ticket.Requested, ticket.StatedReason));
        Assert.StartsWith("text-", ticket.Message.Value, StringComparison.Ordinal);
        Assert.Equal(ticket.Message, Read($"{{{Least}}}").Message);
        Assert.True(ticket.Customer.Authenticated);
    }

    [Theory]
    [InlineData("email")]
    [InlineData("EMAIL")]
    public void Nobody_has_checked_who_writes_an_email(string channel) =>
        Assert.False(Read($"{{{Least},\"channel\":\"{channel}\"}}").Customer.Authenticated);

    [Theory]
    [InlineData("\"orderId\":\"\"", "orderId", "1 to 1024")]
    [InlineData("\"orderId\":7", "orderId", "must be text")]
    [InlineData("\"messageId\":[]", "messageId", "must be text")]
    [InlineData("\"requested\":12.5", "requested", "Money must be an object")]
    [InlineData("\"requested\":{\"amount\":12.5,\"currency\":\"USD\"}", "requested", "decimal string")]
    [InlineData("\"requested\":{\"amount\":\"12.505\",\"currency\":\"USD\"}", "requested", "at most 2 decimals")]
    [InlineData("\"requested\":{\"amount\":\"-1.00\",\"currency\":\"USD\"}", "requested", "must not be negative")]
    [InlineData("\"requested\":{\"amount\":\"1e5\",\"currency\":\"USD\"}", "requested", "decimal string")]
    [InlineData("\"requested\":{\"amount\":\"1.00\",\"currency\":\"dollars\"}", "requested", "ISO 4217")]
    [InlineData("\"requested\":{\"amount\":\"1.00\",\"currency\":\"\\ud800\"}", "requested", "surrogate")]
    [InlineData("\"claim\":\"broken\"", "claim", "must be an object")]
    [InlineData("\"claim\":{\"reason\":5}", "claim.reason", "must be text")]
    [InlineData("\"facts\":[]", "facts", "must be an object")]
    [InlineData("\"facts\":{\"a\":{}}", "facts.a", "must be text, a number")]
    [InlineData("\"facts\":{\"a\":[1]}", "facts.a", "list of text")]
    [InlineData("\"facts\":{\"a\":1e400}", "facts.a", "must be text, a number")]
    [InlineData("\"facts\":{\"a\":\"\\udfff\"}", "facts.a", "must be text")]
    [InlineData("\"tenant\":\" \"", "tenant", "1 to 1024")]
    [InlineData("\"channel\":true", "channel", "must be text")]
    [InlineData("\"language\":{}", "language", "must be text")]
    public void Each_field_says_what_it_wants(string field, string path, string message)
    {
        var fault = Assert.Single(Faults($"{{{Least},{field}}}"));

        Assert.Equal(path, fault.Field);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        Assert.Equal(["message", "customer", "ticketId"], Faults("{}").Select(fault => fault.Field));
        Assert.Equal(
            ["message", "customer.id", "customer.email", "ticketId"],
            Faults("{\"message\":\" \",\"customer\":{\"email\":5},\"ticketId\":false}").Select(fault => fault.Field));
    }

    [Fact]
    public void Facts_are_taken_from_a_system_only()
    {
        var body = $"{{{Least},\"facts\":{{\"a\":1}}}}";

        Assert.Equal("facts", Assert.Single(Faults(body, Roles.Agent | Roles.Manager | Roles.Operator)).Field);
        Assert.Empty(Read($"{{{Least},\"facts\":{{}}}}", Roles.Agent).Facts);
    }

    [Fact]
    public void A_tenant_that_is_not_the_keys_is_refused() =>
        Assert.Throws<TenantNotAllowedException>(() => Read($"{{{Least},\"tenant\":\"three\"}}"));

    private static Ticket Read(string json, Roles roles = Roles.System) => RefundBody.Read(
        JsonBody.Parse(Encoding.UTF8.GetBytes(json)),
        new Caller(new PrincipalId("robot"), roles, [new TenantId("one"), new TenantId("two")]),
        authenticated: true,
        Now);

    private static IReadOnlyList<FieldFault> Faults(string json, Roles roles = Roles.System) =>
        Assert.Throws<InvalidRequestException>(() => Read(json, roles)).Faults;
}
