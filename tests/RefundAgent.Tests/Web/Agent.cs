using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters;
using RefundAgent.Adapters.Storage;
using RefundAgent.Cli.Serve;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Tests.Web;

/// <summary>
/// The product in this process behind real HTTP, on storage in memory, with the retail sample in it. There is a key for each role, whose
/// text and name are the role's, for the tenants default and other.
/// </summary>
internal sealed class Agent : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    /// <summary>Two, as while one is being replaced.</summary>
    public const string StripeSecrets = "whsec_the_one_before,whsec_the_one_in_use";

    private static readonly string[] RoleNames = ["system", "agent", "manager", "operator"];

    private WebApplication app = null!;
    private HttpClient client = null!;

    public SkippingClock Clock { get; } = new();

    public ScriptedTables Tables { get; private set; } = null!;

    public Logbook Log { get; } = new();

    public Uri Address { get; private set; } = null!;

    public static async Task<Agent> StartAsync(
        Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string?>? settings = null, bool seeded = true)
    {
        var agent = new Agent();
        agent.app = AgentHost.Build(Settings(settings), 0, (services, _) =>
        {
            services.AddSingleton<TimeProvider>(agent.Clock);
            services.AddSingleton<ITables>(provider => agent.Tables = new ScriptedTables(new MemoryTables(provider.GetRequiredService<StorageMeter>())));
            services.AddSingleton<ILoggerProvider>(agent.Log);
            configure?.Invoke(services);
        });
        await agent.app.Services.PrepareStorageAsync(default);
        agent.Get<ITables>();
        if (seeded)
        {
            await SampleSeed.PlantAsync(agent.app.Services, DefaultTenant.Id, default);
        }

        agent.Address = await AgentHost.StartAsync(agent.app, 0, default);
        agent.client = new HttpClient { BaseAddress = agent.Address };
        return agent;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public Task PlantAsync(TenantId tenant) => SampleSeed.PlantAsync(app.Services, tenant, default);

    public Task<Answer> PostAsync(string path, object body, string? key = "system") =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Bytes(body)) }, key);

    public Task<Answer> GetAsync(string path, string? key = "system") => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), key);

    public async Task<Answer> SendAsync(HttpRequestMessage request, string? key)
    {
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(ApiKeys.Header, key);
        }

        using var response = await client.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        await app.DisposeAsync();
    }

    private static byte[] Bytes(object body) => body switch
    {
        byte[] bytes => bytes,
        string text => Encoding.UTF8.GetBytes(text),
        _ => CanonicalJson.WriteUtf8(body),
    };

    private static Dictionary<string, string?> Settings(IReadOnlyDictionary<string, string?>? more)
    {
        var settings = new Dictionary<string, string?>
        {
            [StorageSettings.InMemory] = "true",
            ["Logging:Console:LogLevel:Default"] = "None",
            ["Webhooks:Standard:Secret"] = WebhookSecret,
            ["Webhooks:Stripe:Secret"] = StripeSecrets,
        };
        foreach (var (index, role) in RoleNames.Index())
        {
            settings[$"Auth:Keys:{index}:Name"] = role;
            settings[$"Auth:Keys:{index}:Sha256"] = ApiKeys.DigestOf(role);
            settings[$"Auth:Keys:{index}:Roles:0"] = role;
            settings[$"Auth:Keys:{index}:Tenants:0"] = "default";
            settings[$"Auth:Keys:{index}:Tenants:1"] = "other";
        }

        foreach (var (key, value) in more ?? new Dictionary<string, string?>())
        {
            settings[key] = value;
        }

        return settings;
    }
}

/// <summary>What a caller sees.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, HttpResponseHeaders Headers, string? MediaType)
{
    public int Code => (int)Status;

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? this[string property] => Json.TryGetProperty(property, out var value) ? value.ToString() : null;

    /// <summary>What is said of one field in a 400.</summary>
    public string Fault(string field) => Json.GetProperty("errors").TryGetProperty(field, out var faults)
        ? faults[0].GetString()!
        : throw new Xunit.Sdk.XunitException($"Nothing is said of '{field}': {Text}");
}

/// <summary>What an operator sees.</summary>
internal sealed class Logbook : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public string Text => string.Join('\n', lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
