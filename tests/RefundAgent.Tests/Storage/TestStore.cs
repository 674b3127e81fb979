using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Adapters.Payments;
using RefundAgent.Adapters.Storage;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;
using RefundAgent.Tests.Web.Webhooks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

/// <summary>A store with all its ports, wired as the program wires it; each test takes a tenant of its own, so none sees another's rows.</summary>
public abstract class TestStore : IDisposable
{
    private static int tenants;

    private ServiceProvider? provider;

    public TestClock Clock { get; } = new();

    /// <summary>As hostile as the ids that the contract tries.</summary>
    public static TenantId NewTenant() => TenantId.From($"Tenant #{Interlocked.Increment(ref tenants)}/ä");

    public T Get<T>()
        where T : notnull => Provider.GetRequiredService<T>();

    internal ITable Table(string name) => Get<ITables>()[name];

    /// <summary>As when a process ends and another one starts on the same store.</summary>
    public void Restart()
    {
        provider?.Dispose();
        provider = null;
    }

    public void Dispose()
    {
        provider?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract void AddStorage(IServiceCollection services);

    private ServiceProvider Provider => provider ??= Build();

    private ServiceProvider Build()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IIdSource, TestIds>()
            .AddSingleton<IHelpdesks>(new ScriptedHelpdesks("zendesk"))
            .AddPayments(new ConfigurationBuilder().Build());
        AddStorage(services);
        return services.BuildServiceProvider();
    }
}

/// <summary>The store in memory.</summary>
public sealed class MemoryStore : TestStore
{
    protected override void AddStorage(IServiceCollection services) => services.AddMemoryStorage();
}

/// <summary>The store on Azurite.</summary>
public sealed class AzuriteStore : TestStore, IAsyncLifetime
{
    public AzuriteFixture Azurite { get; } = new();

    public async Task InitializeAsync()
    {
        await Azurite.InitializeAsync();
        await Get<IStorageSetup>().EnsureCreatedAsync(default);
    }

    public Task DisposeAsync() => Azurite.DisposeAsync();

    internal static IConfiguration Configured(string connectionString) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { [SettingNames.Storage] = connectionString }).Build();

    protected override void AddStorage(IServiceCollection services) => services.AddAzureStorage(Configured(Azurite.ConnectionString));
}

/// <summary>All tests that need Azurite share one.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteStore>
{
    public const string Name = "Azurite";
}
