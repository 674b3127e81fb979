using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Actions;
using RefundAgent.Adapters;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Queues;
using RefundAgent.Adapters.Storage;
using RefundAgent.Cli.Samples;
using RefundAgent.Cli.Serve;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;
using RefundAgent.Policies;
using RefundAgent.Queues;
using RefundAgent.Records;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks;

/// <summary>The real desk, queues and storage in memory with a helpdesk that people write in, on the retail sample.</summary>
internal sealed class HelpdeskWorld : IAsyncDisposable
{
    public static readonly TenantId Tenant = TenantId.From("default");
    public static readonly ConnectionName Name = new("desk");

    private readonly ServiceProvider services;

    private HelpdeskWorld(HelpdeskConnection connection)
    {
        Connection = connection;
        Helpdesk = new FakeHelpdesk(Clock);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [StorageSettings.InMemory] = "true" }).Build();
        services = new ServiceCollection()
            .AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(Clock).AddSingleton<IIdSource, TestIds>()
            .AddRefundAgent(configuration)
            .AddSingleton<ITables>(provider => Tables = new ScriptedTables(new MemoryTables(provider.GetRequiredService<StorageMeter>())))
            .AddSingleton<IHelpdesks>(new OneHelpdesk(new ConnectedHelpdesk(connection, null!, new TicketIdReader(), Helpdesk)))
            .BuildServiceProvider();
        _ = services.GetRequiredService<ITables>();
    }

    public SkippingClock Clock { get; } = new();

    public HelpdeskConnection Connection { get; }

    public FakeHelpdesk Helpdesk { get; }

    public ScriptedTables Tables { get; private set; } = null!;

    /// <summary>The retail sample in mode suggest, so that what a rule would pay waits for a person, unless told otherwise.</summary>
    public static async Task<HelpdeskWorld> OpenAsync(Func<HelpdeskConnection, HelpdeskConnection>? change = null, string mode = "suggest")
    {
        var connection = new HelpdeskConnection
        {
            Name = Name,
            Tenant = Tenant,
            Kind = "fake",
            CustomersAuthenticated = true,
            Reviewers = ImmutableSortedDictionary<string, Reviewer>.Empty
                .Add("s-mara", new Reviewer(new PrincipalId("mara"), Roles.Agent))
                .Add("s-noor", new Reviewer(new PrincipalId("noor"), Roles.Agent | Roles.Manager)),
        };
        var world = new HelpdeskWorld(change?.Invoke(connection) ?? connection);
        await SampleSeed.PlantAsync(world.services, Tenant, default);
        var policy = File.ReadAllText(SampleFiles.Policy("retail")).Replace("\"mode\": \"earned\"", $"\"mode\": \"{mode}\"", StringComparison.Ordinal);
        await world.Get<PolicyImport>().RunAsync(Tenant, policy, default);
        return world;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>An event of that key is worked on, as the queue's worker would.</summary>
    public async Task HearAsync(string ticket, string key) => await Get<TicketDesk>().HandleAsync(
        new HelpdeskDelivery { Tenant = Tenant, Connection = Name, ReceivedAt = Clock.GetUtcNow(), Body = $"{ticket} {key}" }, default);

    /// <summary>Everything on queue <c>tickets</c> is worked on.</summary>
    /// <returns>How many messages there were.</returns>
    public async Task<int> DrainAsync()
    {
        var queue = Get<IMessageQueues>()[QueueNames.Tickets];
        var count = 0;
        while (await queue.ReceiveAsync(1, TimeSpan.FromMinutes(1), default) is [var message])
        {
            await Get<TicketWorker>().HandleAsync(message.Text, default);
            await queue.DeleteAsync(message, default);
            count++;
        }

        return count;
    }

    public async Task<ImmutableArray<FeedbackEvent>> FeedbackAsync()
    {
        var queue = Get<IMessageQueues>()[QueueNames.Feedback];
        var said = ImmutableArray.CreateBuilder<FeedbackEvent>();
        while (await queue.ReceiveAsync(32, TimeSpan.FromMinutes(1), default) is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                said.Add(await Get<IQueueMessages>().ReadAsync<FeedbackEvent>(message.Text, default));
            }
        }

        return [.. said.DistinctBy(each => each.Key)];
    }

    public async Task<TicketCase> CaseAsync(string ticket) =>
        await Get<ITicketCases>().FindAsync(Tenant, Name, new TicketId(ticket), default) ?? throw new InvalidOperationException($"Ticket {ticket} was never looked at.");

    public async Task<ImmutableArray<DecisionRecord>> DecisionsAsync(string ticket)
    {
        var records = ImmutableArray.CreateBuilder<DecisionRecord>();
        foreach (var (_, decision) in (await CaseAsync(ticket)).Decided)
        {
            records.Add((await Get<IDecisionRecords>().FindAsync(Tenant, decision, default))!);
        }

        return records.ToImmutable();
    }

    public async Task<IReadOnlyList<ProviderRefund>> PaidAsync(string order)
    {
        var found = await Get<IOrderBook>().FindAsync(Tenant, OrderId.From(order), default);
        return await Get<IRefundGateway>().ListRefundsAsync(Tenant, found!.Payment, default);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private sealed class OneHelpdesk(ConnectedHelpdesk only) : IHelpdesks
    {
        public ImmutableArray<ConnectedHelpdesk> All => [only];

        public ConnectedHelpdesk? Find(string name) => name == only.Connection.Name.Value ? only : null;
    }

    /// <summary>Bodies of the form <c>ticket key [score]</c>.</summary>
    private sealed class TicketIdReader : IDeliveryReader
    {
        public bool IsAuthoredByOperator => false;

        public string? Challenge(Func<string, IReadOnlyList<string?>> headers) => null;

        public DeliveryReading Read(HelpdeskDelivery delivery) => delivery.Body!.Split(' ') switch
        {
            [var ticket, var key] => new DeliveryReading.Moved(new TicketId(ticket), key),
            _ => new DeliveryReading.Unreadable("it is not of the test's form."),
        };
    }
}
