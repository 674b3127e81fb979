using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Adapters;
using RefundAgent.Cli.Samples;
using RefundAgent.Cli.Serve;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Scripted;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Models;

/// <summary>The product's own desk on storage in memory, with the model of an endpoint or without one; the same message comes in under a new id each time.</summary>
internal sealed class ModelLab : IAsyncDisposable
{
    public const string Deployment = "scripted-1";

    private const string Message = "Please cancel order #B1001, I no longer need it.";

    private static readonly TenantId Tenant = TenantId.From("default");
    private static readonly CustomerId Customer = CustomerId.From("bench.customer");

    private readonly ServiceProvider services;
    private int tickets;

    /// <param name="endpoint">Null for the built-in advisor alone.</param>
    /// <param name="advisor">In place of the one that the product would put together.</param>
    /// <param name="time">In place of the real clock.</param>
    public ModelLab(string? endpoint, IAdvisor? advisor = null, TimeProvider? time = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [StorageSettings.InMemory] = "true",
            [SettingNames.ModelEndpoint] = endpoint,
            [SettingNames.ModelDeployment] = Deployment,
            [SettingNames.ModelApiKey] = "bench-key",
        }).Build();
        var collection = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddRefundAgent(configuration);
        collection = advisor is null ? collection : collection.AddSingleton(advisor);
        services = (time is null ? collection : collection.AddSingleton(time)).BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await Get<PolicyImport>().RunAsync(Tenant, await File.ReadAllTextAsync(SampleFiles.Policy("retail"), cancellationToken), cancellationToken);
        for (var number = 1001; number <= 1004; number++)
        {
            await Get<IOrderBook>().PutAsync(Tenant, OrderOf(number), cancellationToken);
        }
    }

    public Task PlantSamplesAsync(CancellationToken cancellationToken) => SampleSeed.PlantAsync(services, Tenant, cancellationToken);

    public Task<DecisionRecord> DecideAsync(CancellationToken cancellationToken) => DecideAsync(Customer, Message, cancellationToken);

    public Task<DecisionRecord> DecideAsync(CustomerId customer, string message, CancellationToken cancellationToken) => Get<RefundDesk>().HandleAsync(
        new Ticket
        {
            Tenant = Tenant,
            Id = TicketId.From($"bench-{++tickets}"),
            Message = MessageId.From("m1"),
            Text = message,
            Customer = new TicketCustomer(customer, null, Authenticated: true),
            BroughtBy = PrincipalId.From("bench"),
            ReceivedAt = Get<TimeProvider>().GetUtcNow(),
        },
        cancellationToken);

    /// <summary>Advice that agrees with the rule that holds: the order is on its way already.</summary>
    public static ScriptedReply Answer() => ScriptedAnswer.Of(
        [new ScriptedClaim { Quote = Message, Request = "cancel", OrderId = "#B1001", Cites = ["order-on-its-way"], Outcome = "deny" }], "Thank you for writing to us! {c1}");

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static Order OrderOf(int number)
    {
        var line = new JsonObject
        {
            ["orderId"] = $"#B{number}",
            ["customerId"] = Customer.Value,
            ["status"] = number == 1001 ? "processed" : "delivered",
            ["currency"] = "USD",
            ["items"] = new JsonArray(
                [.. Enumerable.Range(1, 3).Select(item => new JsonObject { ["itemId"] = $"{number}-{item}", ["name"] = $"Garden Chair {item}", ["quantity"] = 1, ["unitPrice"] = "20.00" })]),
            ["paid"] = "60.00",
            ["paymentMethods"] = new JsonArray("card"),
            ["placedAt"] = "2026-01-04T10:00:00Z",
            ["paymentReference"] = $"pay_{number}",
        };
        return ((OrderLineResult.Parsed)OrderLine.Parse(line.ToJsonString())).Order;
    }
}

/// <summary>Keeps what the desk would ask an advisor.</summary>
internal sealed class Eavesdropper : IAdvisor
{
    public Inquiry? Heard { get; private set; }

    public Task<Counsel> AdviseAsync(Inquiry inquiry, CancellationToken cancellationToken)
    {
        Heard = inquiry;
        return Task.FromResult(Counsel.BuiltIn);
    }
}
