using System.Text;
using RefundAgent.Tests.Web;

namespace RefundAgent.Tests.BadInputs;

public sealed class HttpBodyTests : IAsyncLifetime
{
    private const int Limit = 256 * 1024;

    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Fact]
    public async Task B01_a_body_with_a_key_twice_is_told_which() =>
        Assert.Contains("twice", Problem(400, await agent.PostAsync(Routes.Refunds, "{\"ticketId\":\"t\",\"customer\":{\"id\":\"a\",\"id\":\"b\"}}")).Fault("customer.id"), StringComparison.Ordinal);

    [Fact]
    public async Task B02_fields_of_the_wrong_type_are_each_told_what_they_should_be()
    {
        var answer = Problem(400, await agent.PostAsync(Routes.Refunds, "{\"ticketId\":1,\"message\":[],\"customer\":\"ann\",\"requested\":12.5,\"facts\":{\"a\":{}}}"));

        Assert.Equal("must be text.", answer.Fault("ticketId"));
        Assert.Equal("must be text.", answer.Fault("message"));
        Assert.Equal("must be an object.", answer.Fault("customer"));
        Assert.Contains("\"12.50\"", answer.Fault("requested"), StringComparison.Ordinal);
        Assert.Contains("list of text", answer.Fault("facts.a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B03_missing_fields_are_named_all_at_once()
    {
        var answer = Problem(400, await agent.PostAsync(Routes.Refunds, "{\"customer\":{}}"));

        Assert.Equal(("is missing.", "is missing.", "is missing."), (answer.Fault("ticketId"), answer.Fault("message"), answer.Fault("customer.id")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B04_a_body_of_256_KiB_is_read_and_one_byte_more_is_not(bool chunked)
    {
        Assert.Equal(200, (await PostAsync(BodyOf(Limit), chunked)).Code);
        Assert.Contains("256 KiB", Problem(413, await PostAsync(BodyOf(Limit + 1), chunked))["detail"], StringComparison.Ordinal);
        Problem(413, await PostAsync(BodyOf(3 * Limit), chunked));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"ticketId\":")]
    [InlineData("<ticket/>")]
    public async Task B05_what_is_no_JSON_object_is_told_where_it_breaks(string body) =>
        Assert.Matches("JSON object|line 1, byte", Problem(400, await agent.PostAsync(Routes.Refunds, body)).Fault("$"));

    [Fact]
    public async Task B06_text_that_is_no_Unicode_is_refused_by_its_field()
    {
        var body = "{\"ticketId\":\"t\",\"message\":\"\\ud800\",\"customer\":{\"id\":\"c\"}}";

        Assert.Contains("surrogate", Problem(400, await agent.PostAsync(Routes.Refunds, body)).Fault("message"), StringComparison.Ordinal);
        Assert.Contains("surrogate", Problem(400, await agent.PostAsync(Routes.Refunds, "{\"\\ud800\":1}")).Fault("$"), StringComparison.Ordinal);
        Assert.Contains("UTF-8", Problem(400, await agent.PostAsync(Routes.Refunds, new byte[] { (byte)'{', 0xFF, (byte)'}' })).Fault("$"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u0000\u0001\u001f\u007f\u0085")]
    [InlineData("\u202e\u2066\ufeff\uffff\ufdd0")]
    [InlineData("👩‍👩‍👧 ﷽ Z̸̢̛a̷l̶g̵o̸ 日本語")]
    [InlineData("# / \\ ? % ' \" <script> ${jndi} ../..")]
    public async Task B07_any_other_text_is_kept_as_it_came(string hostile)
    {
        var answer = await agent.PostAsync(Routes.Refunds, Requests.Refund($"I'd like a refund. {hostile}", ticket: hostile, messageId: hostile, customer: hostile));
        var record = await agent.GetAsync($"{Routes.Refunds}/{answer["decisionId"]}");

        Assert.Equal((200, hostile), (answer.Code, answer["ticketId"]));
        Assert.Equal($"I'd like a refund. {hostile}", record.Json.GetProperty("case").GetProperty("message").GetString());
    }

    [Fact]
    public async Task B08_facts_from_anybody_but_a_system_are_refused()
    {
        var body = Requests.Refund(Requests.ReturnLamp).With("facts", new Dictionary<string, object> { ["order.status"] = "delivered" });

        Assert.Contains("role system only", Problem(400, await agent.PostAsync(Routes.Refunds, body, "agent")).Fault("facts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B09_a_route_that_is_none_says_where_the_routes_are()
    {
        foreach (var (method, path) in new[] { ("GET", "api/refund"), ("PUT", Routes.Refunds), ("DELETE", $"{Routes.Refunds}/x"), ("GET", "favicon.ico") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            Assert.Contains(Routes.OpenApi, Problem(404, await agent.SendAsync(request, "system"))["detail"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task B10_a_query_that_is_not_understood_is_told_what_it_may_be()
    {
        var answer = Problem(400, await agent.GetAsync($"{Routes.Refunds}?status=done&since=yesterday&size=0"));

        Assert.Contains("executed, pendingApproval, answered", answer.Fault("status"), StringComparison.Ordinal);
        Assert.Contains("RFC 3339", answer.Fault("since"), StringComparison.Ordinal);
        Assert.Contains("from 1 to 200", answer.Fault("size"), StringComparison.Ordinal);
        Assert.Contains("unchanged", Problem(400, await agent.GetAsync($"{Routes.Refunds}?cursor=%00nonsense")).Fault("cursor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B11_feedback_that_does_not_fit_its_decision_is_told_why()
    {
        var decision = await agent.PostAsync(Routes.Refunds, Requests.Refund("Return the Desk Lamp from order #1001 and cancel order #1002."));
        var path = $"{Routes.Refunds}/{decision["decisionId"]}/feedback";

        Assert.Contains("c1, c2", Problem(400, await agent.PostAsync(path, "{\"kind\":\"confirm\"}", "agent")).Fault("claimId"), StringComparison.Ordinal);
        Assert.Contains("audit", Problem(400, await agent.PostAsync(path, "{\"kind\":\"like\"}", "agent")).Fault("kind"), StringComparison.Ordinal);
        Problem(404, await agent.PostAsync($"{Routes.Refunds}/20260120-120000000-0123456789abcdef/feedback", "{\"kind\":\"confirm\"}", "agent"));
        Problem(404, await agent.GetAsync($"{Routes.Refunds}/{new string('x', 300)}"));
    }

    private static Answer Problem(int code, Answer answer) => Answers.Problem(code, answer);

    private static byte[] BodyOf(int bytes)
    {
        var empty = Encoding.UTF8.GetByteCount(CanonicalJson.Write(Requests.Refund(string.Empty, ticket: $"size {bytes}")));
        var body = CanonicalJson.WriteUtf8(Requests.Refund(new string('x', bytes - empty - (bytes % 10)) + new string(' ', bytes % 10), ticket: $"size {bytes}"));
        Assert.Equal(bytes, body.Length);
        return body;
    }

    private Task<Answer> PostAsync(byte[] body, bool chunked)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Routes.Refunds) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        return agent.SendAsync(request, "system");
    }
}
