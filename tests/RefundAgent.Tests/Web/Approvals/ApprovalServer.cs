using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Adapters;
using RefundAgent.Cli.Samples;
using RefundAgent.Cli.Serve;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tests.Storage;
using RefundAgent.Web.Auth;

namespace RefundAgent.Tests.Web.Approvals;

/// <summary>
/// The product in this process behind real HTTP, with the retail sample under a policy that only suggests. There is a key for each role,
/// whose text and name are the role's, a second manager's, and one of a stranger, who is an agent of another tenant.
/// </summary>
internal sealed class ApprovalServer : IAsyncDisposable
{
    private static readonly (string Name, string Role, string Tenant)[] Keys =
    [
        ("system", "system", "default"), ("agent", "agent", "default"), ("manager", "manager", "default"),
        ("manager2", "manager", "default"), ("operator", "operator", "default"), ("stranger", "agent", "other"),
    ];

    private readonly TestClock clock = new();
    private WebApplication app = null!;
    private HttpClient client = null!;

    public HeardFeedback Heard { get; } = new();

    public static async Task<ApprovalServer> StartAsync()
    {
        var server = new ApprovalServer();
        server.app = AgentHost.Build(Settings(), 0, (services, _) => services.AddSingleton<IFeedbackQueue>(server.Heard).AddSingleton<TimeProvider>(server.clock));
        await SampleSeed.PlantAsync(server.app.Services, DefaultTenant.Id, default);
        await server.SetModeAsync("suggest");
        server.client = new HttpClient { BaseAddress = await AgentHost.StartAsync(server.app, 0, default) };
        return server;
    }

    /// <param name="mode">Of the policy.</param>
    /// <param name="approvals">Its terms of approval as JSON; the sample's where null.</param>
    public Task SetModeAsync(string mode, string? approvals = null)
    {
        var policy = JsonNode.Parse(File.ReadAllText(SampleFiles.Policy("retail")))!;
        policy["mode"] = mode;
        policy["approvals"] = approvals is null ? policy["approvals"]!.DeepClone() : JsonNode.Parse(approvals);
        return app.Services.GetRequiredService<PolicyImport>().RunAsync(DefaultTenant.Id, policy.ToJsonString(), default);
    }

    /// <summary>Lets time pass, and then the reconciliation look at a decision.</summary>
    public async Task WaitAsync(TimeSpan time, string id)
    {
        clock.Advance(time);
        var record = await app.Services.GetRequiredService<IDecisionRecords>().FindAsync(DefaultTenant.Id, DecisionId.From(id), default);
        await app.Services.GetRequiredService<ApprovalExpiry>().LookAtAsync(record!, clock.GetUtcNow(), default);
    }

    public async Task<string> DecideAsync(string message, string ticket = "t1")
    {
        var (status, decision) = await PostAsync("api/refunds", new { ticketId = ticket, message, customer = new { id = "mara.lind" } }, "system");
        Assert.Equal(HttpStatusCode.OK, status);
        return decision.GetProperty("decisionId").GetString()!;
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body, string key) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) }, key);

    public Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path, string key) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), key);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpRequestMessage request, string key)
    {
        using (request)
        {
            request.Headers.Add(ApiKeys.Header, key);
            using var response = await client.SendAsync(request);
            return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
        }
    }

    private static Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?> { [StorageSettings.InMemory] = "true", ["Logging:LogLevel:Default"] = "Error" };
        foreach (var (index, (name, role, tenant)) in Keys.Index())
        {
            settings[$"Auth:Keys:{index}:Name"] = name;
            settings[$"Auth:Keys:{index}:Sha256"] = ApiKeys.DigestOf(name);
            settings[$"Auth:Keys:{index}:Roles:0"] = role;
            settings[$"Auth:Keys:{index}:Tenants:0"] = tenant;
        }

        return settings;
    }
}
