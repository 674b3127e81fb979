using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Actions;
using RefundAgent.Adapters;
using RefundAgent.Adapters.Storage;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Amounts;
using RefundAgent.Cli.Samples;
using RefundAgent.Cli.Serve;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Decisions;

/// <summary>One process with the real desk in it, on storage that several can share; the retail sample is its data.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public static readonly TenantId Tenant = TenantId.From("default");
    public static readonly CustomerId Mara = CustomerId.From("mara.lind");

    private readonly ServiceProvider services;

    /// <param name="store">What another process left; null for a new one in memory.</param>
    /// <param name="settings">Of storage; null for memory.</param>
    /// <param name="time">Null for <see cref="Clock"/>.</param>
    public Desk(ITables? store = null, IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? time = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?> { [StorageSettings.InMemory] = "true" }).Build();
        var collection = new ServiceCollection()
            .AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(time ?? Clock).AddSingleton<IIdSource, TestIds>()
            .AddRefundAgent(configuration);
        if (settings is null)
        {
            collection.AddSingleton<ITables>(provider => new ScriptedTables(store ?? new MemoryTables(provider.GetRequiredService<StorageMeter>())));
        }
        else
        {
            collection.AddSingleton<ITables>(provider => new ScriptedTables(ActivatorUtilities.CreateInstance<VersionedTables>(provider)));
        }

        services = collection.BuildServiceProvider();
        Tables = (ScriptedTables)services.GetRequiredService<ITables>();
    }

    public SkippingClock Clock { get; } = new();

    public ScriptedTables Tables { get; }

    /// <param name="time">Null for <see cref="Clock"/>.</param>
    public static async Task<Desk> OpenAsync(TimeProvider? time = null)
    {
        var desk = new Desk(time: time);
        await desk.PlantAsync(Tenant);
        return desk;
    }

    public static Desk On(string connectionString) => new(settings: new Dictionary<string, string?> { [SettingNames.Storage] = connectionString });

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task PlantAsync(TenantId tenant) => SampleSeed.PlantAsync(services, tenant, default);

    public Task<DecisionRecord> HandleAsync(Ticket ticket) => Get<RefundDesk>().HandleAsync(ticket, default);

    /// <summary>As an operator would, between two messages.</summary>
    public Task SwitchOffAsync() => SetModeAsync("off");

    public Task SetModeAsync(string mode) => Get<PolicyImport>().RunAsync(
        Tenant, File.ReadAllText(SampleFiles.Policy("retail")).Replace("\"mode\": \"earned\"", $"\"mode\": \"{mode}\"", StringComparison.Ordinal), default);

    /// <param name="refunds">The policy's terms of refunds as JSON.</param>
    public Task SetTermsAsync(string refunds)
    {
        var policy = JsonNode.Parse(File.ReadAllText(SampleFiles.Policy("retail")))!;
        policy["refunds"] = JsonNode.Parse(refunds);
        return Get<PolicyImport>().RunAsync(Tenant, policy.ToJsonString(), default);
    }

    public Ticket Ticket(string text, string message = "m1", string ticket = "t1", TenantId? tenant = null, string customer = "mara.lind") => new()
    {
        Tenant = tenant ?? Tenant,
        Id = TicketId.From(ticket),
        Message = MessageId.From(message),
        Text = text,
        Customer = new TicketCustomer(CustomerId.From(customer), null, Authenticated: true),
        BroughtBy = PrincipalId.From("helpdesk"),
        ReceivedAt = Get<TimeProvider>().GetUtcNow(),
    };

    /// <summary>What the payment provider has really given back for an order.</summary>
    public async Task<IReadOnlyList<ProviderRefund>> PaidAsync(string order)
    {
        var found = await Get<IOrderBook>().FindAsync(Tenant, OrderId.From(order), default);
        return await Get<IRefundGateway>().ListRefundsAsync(Tenant, found!.Payment, default);
    }

    public async Task<Money> CommittedAsync(string order) =>
        (await Get<IRefundLedger>().ReadAccountAsync(Tenant, Mara, default)).Orders.TryGetValue(OrderId.From(order), out var total)
            ? total.Committed
            : Money.Zero(Currency.Usd);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
