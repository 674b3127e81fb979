using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using RefundAgent.Cli.Serve;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

/// <summary>The document at /api/openapi.json against the routes there are and the answers they really give.</summary>
public sealed class OpenApiTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private ServeProcess? serve;

    private ServeProcess Serve => serve ?? throw new InvalidOperationException("It has not been started.");

    public async Task InitializeAsync() => serve = await ServeProcess.StartAsync(
        new ServeSetup { Storage = azurite.ConnectionString, Environment = StandardSender.Settings.Concat(StripeSender.Settings).ToDictionary() });

    public async Task DisposeAsync() => await Serve.DisposeAsync();

    [Fact]
    public async Task Every_route_is_described_and_everything_described_is_a_route()
    {
        using var client = Serve.Client();
        var described = (await SchemasAsync(client)).Operations;
        await using var app = AgentHost.Build(new Dictionary<string, string?> { ["Storage:InMemory"] = "true" }, port: 0);
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"));

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_answers_as_described_when_asked_rightly_wrongly_and_by_strangers()
    {
        using var client = Serve.Client();
        using var stranger = Serve.Client("a key that nobody made");
        var schemas = await SchemasAsync(client);
        var paid = await client.DecideAsync(Ask.ToCancel("described-paid", "mara.lind", "#1002"));
        var open = await client.DecideAsync(Ask.ForSecondPayment("described-open", "joon.park", "#1008"));
        await client.GiveFeedbackAsync(open.DecisionId, new { kind = "ruling", outcome = "deny", reason = "charged once", note = "seen" });
        await Eventually.GetAsync(client.ContextAsync, context => context.Items.Length == 1, "there is something to show");
        var item = (await client.ContextAsync()).Items[0].GetProperty("id").GetString();
        var proposed = await client.DecideAsync(Ask.ForSecondPayment("described-proposed", "joon.park", "#1008"));
        var asked = await client.DecideAsync(Ask.ToReturn("described-asked", "joon.park", "boat", "#9999"));
        var large = new { ticketId = "large", message = new string('x', 300 * 1024), customer = new { id = "mara.lind" } };
        var held = await client.DecideAsync(Ask.ToReturn("described-held", "ines.costa", "Showroom Coat", "#1006"));
        var faults = new List<string>();
        var seen = new HashSet<string>();

        foreach (var (operation, expected, send) in new (string, int, Func<Task<HttpResponseMessage>>)[]
        {
            ("POST /api/refunds", 200, () => client.PostAsync("api/refunds", Ask.ToReturn("described-return", "joon.park", "headphones", "#1008"))),
            ("POST /api/refunds", 200, () => client.PostAsync("api/refunds", Ask.ToReturn("described-doubt", "joon.park", "boat", "#9999"))),
            ("POST /api/refunds", 400, () => client.PostAsync("api/refunds", new { ticketId = 7 })),
            ("POST /api/refunds", 401, () => stranger.PostAsync("api/refunds", new { })),
            ("POST /api/refunds", 403, () => client.PostAsync("api/refunds", new { tenant = "another", ticketId = "t", message = "m", customer = new { id = "c" } })),
            ("POST /api/refunds", 413, () => client.PostAsync("api/refunds", large)),
            ("GET /api/refunds", 200, () => client.GetAsync("api/refunds?size=1&status=executed&since=2020-01-01T00:00:00Z")),
            ("GET /api/refunds", 400, () => client.GetAsync("api/refunds?size=none")),
            ("GET /api/refunds", 401, () => stranger.GetAsync("api/refunds")),
            ("GET /api/refunds", 403, () => client.GetAsync("api/refunds?tenant=another")),
            ("GET /api/refunds/{id}", 200, () => client.GetAsync($"api/refunds/{paid.DecisionId}")),
            ("GET /api/refunds/{id}", 200, () => client.GetAsync($"api/refunds/{open.DecisionId}")),
            ("GET /api/refunds/{id}", 200, () => client.GetAsync($"api/refunds/{proposed.DecisionId}")),
            ("GET /api/refunds/{id}", 200, () => client.GetAsync($"api/refunds/{asked.DecisionId}")),
            ("GET /api/refunds/{id}", 401, () => stranger.GetAsync($"api/refunds/{paid.DecisionId}")),
            ("GET /api/refunds/{id}", 404, () => client.GetAsync("api/refunds/none")),
            ("POST /api/refunds/{id}/feedback", 202, () => client.PostAsync($"api/refunds/{paid.DecisionId}/feedback", new { kind = "confirm" })),
            ("POST /api/refunds/{id}/feedback", 400, () => client.PostAsync($"api/refunds/{paid.DecisionId}/feedback", new { kind = "csat", score = 9 })),
            ("POST /api/refunds/{id}/feedback", 401, () => stranger.PostAsync($"api/refunds/{paid.DecisionId}/feedback", new { kind = "confirm" })),
            ("POST /api/refunds/{id}/feedback", 404, () => client.PostAsync("api/refunds/none/feedback", new { kind = "confirm" })),
            ("POST /api/refunds/{id}/feedback", 413, () => client.PostAsync($"api/refunds/{paid.DecisionId}/feedback", large)),
            ("POST /api/refunds/{id}/approval", 200, () => client.PostAsync($"api/refunds/{held.DecisionId}/approval", new { verdict = "approve", note = "seen" })),
            ("POST /api/refunds/{id}/approval", 400, () => client.PostAsync($"api/refunds/{held.DecisionId}/approval", new { verdict = "perhaps" })),
            ("POST /api/refunds/{id}/approval", 401, () => stranger.PostAsync($"api/refunds/{held.DecisionId}/approval", new { verdict = "approve" })),
            ("POST /api/refunds/{id}/approval", 403, () => client.PostAsync($"api/refunds/{held.DecisionId}/approval?tenant=another", new { verdict = "approve" })),
            ("POST /api/refunds/{id}/approval", 404, () => client.PostAsync("api/refunds/none/approval", new { verdict = "approve" })),
            ("POST /api/refunds/{id}/approval", 409, () => client.PostAsync($"api/refunds/{held.DecisionId}/approval", new { verdict = "reject" })),
            ("POST /api/refunds/{id}/approval", 413, () => client.PostAsync($"api/refunds/{held.DecisionId}/approval", large)),
            ("GET /api/refunds/{id}", 200, () => client.GetAsync($"api/refunds/{held.DecisionId}")),
            ("GET /api/discrepancies", 200, () => client.GetAsync("api/discrepancies?status=open&size=1")),
            ("GET /api/discrepancies", 400, () => client.GetAsync("api/discrepancies?status=lost&size=0")),
            ("GET /api/discrepancies", 401, () => stranger.GetAsync("api/discrepancies")),
            ("GET /api/discrepancies", 403, () => client.GetAsync("api/discrepancies?tenant=another")),
            ("POST /api/discrepancies/{id}/close", 400, () => client.PostAsync("api/discrepancies/none/close", new { note = " " })),
            ("POST /api/discrepancies/{id}/close", 401, () => stranger.PostAsync("api/discrepancies/none/close", new { note = "seen" })),
            ("POST /api/discrepancies/{id}/close", 403, () => client.PostAsync("api/discrepancies/none/close?tenant=another", new { note = "seen" })),
            ("POST /api/discrepancies/{id}/close", 404, () => client.PostAsync("api/discrepancies/none/close", new { note = "seen" })),
            ("POST /api/discrepancies/{id}/close", 413, () => client.PostAsync("api/discrepancies/none/close", large)),
            ("POST /api/webhooks/{helpdesk}", 202, () => client.SendAsync(StandardSender.Delivery("described", Ask.ToCancel("hook", "mara.lind", "#1002")))),
            ("POST /api/webhooks/{helpdesk}", 400, () => client.SendAsync(StandardSender.Delivery("described-bad", new { ticketId = 7 }))),
            ("POST /api/webhooks/{helpdesk}", 401, () => client.PostAsync("api/webhooks/standard", new { type = "ticket.created" })),
            ("POST /api/webhooks/{helpdesk}", 401, () => client.PostAsync("api/webhooks/nobody", new { type = "ticket.created" })),
            ("HEAD /api/webhooks/{helpdesk}", 200, () => client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "api/webhooks/nobody"))),
            ("POST /api/webhooks/{helpdesk}", 413, () => client.PostAsync("api/webhooks/standard", large)),
            ("POST /api/webhooks/stripe", 202, () => client.SendAsync(StripeSender.Delivery(StripeSender.Dispute("evt_described", "nobodys")))),
            ("POST /api/webhooks/stripe", 202, () => client.SendAsync(StripeSender.Delivery(StripeSender.Event("evt_other", "customer.created", new { id = "cus_1" })))),
            ("POST /api/webhooks/stripe", 400, () => client.SendAsync(StripeSender.Delivery(new { id = "evt_untyped" }))),
            ("POST /api/webhooks/stripe", 401, () => client.PostAsync("api/webhooks/stripe", new { type = "refund.created" })),
            ("POST /api/webhooks/stripe", 413, () => client.PostAsync("api/webhooks/stripe", large)),
            ("GET /api/mode", 200, () => client.GetAsync("api/mode")),
            ("GET /api/mode", 401, () => stranger.GetAsync("api/mode")),
            ("GET /api/mode", 403, () => client.GetAsync("api/mode?tenant=another")),
            ("POST /api/mode", 200, () => client.PostAsync("api/mode", new { mode = "off", note = "seen", tenant = "default" })),
            ("POST /api/mode", 200, () => client.PostAsync("api/mode", new { mode = "earned" })),
            ("POST /api/mode", 400, () => client.PostAsync("api/mode", new { mode = "eager" })),
            ("POST /api/mode", 401, () => stranger.PostAsync("api/mode", new { mode = "off" })),
            ("POST /api/mode", 403, () => client.PostAsync("api/mode", new { mode = "off", tenant = "another" })),
            ("POST /api/mode", 413, () => client.PostAsync("api/mode", large)),
            ("GET /api/context", 200, () => client.GetAsync("api/context")),
            ("GET /api/context", 401, () => stranger.GetAsync("api/context")),
            ("GET /api/context", 403, () => client.GetAsync("api/context?tenant=another")),
            ("GET /api/context/versions", 200, () => client.GetAsync("api/context/versions?size=1")),
            ("GET /api/context/versions", 400, () => client.GetAsync("api/context/versions?size=0&cursor=x")),
            ("GET /api/context/versions/{version}", 200, () => client.GetAsync("api/context/versions/1")),
            ("GET /api/context/versions/{version}", 404, () => client.GetAsync("api/context/versions/999")),
            ("GET /api/context/diff", 200, () => client.GetAsync("api/context/diff?from=0&to=1")),
            ("GET /api/context/diff", 400, () => client.GetAsync("api/context/diff")),
            ("GET /api/context/diff", 404, () => client.GetAsync("api/context/diff?from=999")),
            ("POST /api/context/rollback", 200, () => client.PostAsync("api/context/rollback", new { to = 0, note = "seen" })),
            ("POST /api/context/rollback", 400, () => client.PostAsync("api/context/rollback", new { to = -1 })),
            ("POST /api/context/rollback", 401, () => stranger.PostAsync("api/context/rollback", new { to = 0 })),
            ("POST /api/context/rollback", 404, () => client.PostAsync("api/context/rollback", new { to = 999 })),
            ("GET /api/context", 200, () => client.GetAsync("api/context")),
            ("POST /api/context/resume", 200, () => client.PostAsync("api/context/resume", new { })),
            ("GET /api/context/items/{id}", 200, () => client.GetAsync($"api/context/items/{item}")),
            ("GET /api/context/items/{id}", 404, () => client.GetAsync("api/context/items/none")),
            ("POST /api/context/items/{id}/retire", 200, () => client.PostAsync($"api/context/items/{item}/retire", new { note = "no" })),
            ("POST /api/context/items/{id}/retire", 404, () => client.PostAsync("api/context/items/none/retire", new { })),
            ("POST /api/context/items/{id}/pin", 200, () => client.PostAsync($"api/context/items/{item}/pin", new { })),
            ("POST /api/context/items/{id}/pin", 400, () => client.PostAsync($"api/context/items/{item}/pin", new { note = 7 })),
            ("GET /api/context/items/{id}", 200, () => client.GetAsync($"api/context/items/{item}")),
            ("POST /api/context/segments/demote", 400, () => client.PostAsync("api/context/segments/demote", new { })),
            ("POST /api/context/segments/demote", 404, () => client.PostAsync("api/context/segments/demote", new { segment = "none" })),
            ("GET /api/proposals", 200, () => client.GetAsync("api/proposals")),
            ("POST /api/proposals/{id}/accept", 404, () => client.PostAsync("api/proposals/none/accept", new { })),
            ("POST /api/proposals/{id}/reject", 404, () => client.PostAsync("api/proposals/none/reject", new { })),
            ("POST /api/learning/events/{id}/undo", 400, () => client.PostAsync("api/learning/events/none/undo", new { })),
            ("POST /api/learning/events/{id}/undo", 404, () => client.PostAsync("api/learning/events/none/undo", new { by = "nobody" })),
            ("GET /api/learning/runs", 200, () => client.GetAsync("api/learning/runs?size=1")),
            ("GET /api/learning/runs", 400, () => client.GetAsync("api/learning/runs?size=0")),
            ("GET /api/learning/arms", 200, () => client.GetAsync("api/learning/arms")),
            ("GET /api/learning/arms", 400, () => client.GetAsync("api/learning/arms?since=lately")),
            ("GET /api/kpis", 200, () => client.GetAsync("api/kpis?window=24h")),
            ("GET /api/kpis", 400, () => client.GetAsync("api/kpis?window=lately")),
            ("GET /api/kpis", 401, () => stranger.GetAsync("api/kpis")),
            ("POST /api/reviewers/{id}/revoke", 200, () => client.PostAsync("api/reviewers/nobody/revoke", new { note = "left" })),
            ("POST /api/reviewers/{id}/revoke", 413, () => client.PostAsync("api/reviewers/nobody/revoke", large)),
            ("POST /api/customers/{id}/erase", 401, () => stranger.PostAsync("api/customers/nobody/erase", new { })),
            ("POST /api/customers/{id}/erase", 403, () => client.PostAsync("api/customers/nobody/erase?tenant=another", new { })),
            ("GET /api/health", 200, () => stranger.GetAsync("api/health")),
            ("GET /api/health/live", 200, () => stranger.GetAsync("api/health/live")),
            ("GET /api/health/ready", 200, () => stranger.GetAsync("api/health/ready")),
            ("GET /api/openapi.json", 200, () => stranger.GetAsync("api/openapi.json")),
        })
        {
            using var response = await send();
            var body = await response.Content.ReadAsStringAsync();
            var status = (int)response.StatusCode;
            seen.Add(operation);
            faults.AddRange(status == expected ? [] : [$"{operation}: {status} where {expected} was due: {body}"]);
            faults.AddRange((await schemas.FaultsAsync(operation, status, response.Content.Headers.ContentType?.MediaType, body))
                .Select(fault => $"{operation} {status}: {fault} in {body}"));
        }

        Assert.Empty(faults);
        Assert.Equal(schemas.Operations.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    private static async Task<ContractSchemas> SchemasAsync(AgentClient client) =>
        new(await (await client.GetAsync("api/openapi.json")).Content.ReadAsStringAsync());
}
