using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Actions;
using RefundAgent.Adapters;
using RefundAgent.Adapters.Policies;
using RefundAgent.Amounts;
using RefundAgent.Cli.Samples;
using RefundAgent.Cli.Serve;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;
using RefundAgent.Learning;
using RefundAgent.Leases;
using RefundAgent.Policies;
using RefundAgent.Queues;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Tests.Learning;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Decisions;

/// <summary>The retail sample under a policy that only suggests, so that everything waits for a person; on the real storage code in memory.</summary>
internal sealed class ApprovalWorld : IAsyncDisposable
{
    public const string ReturnLamp = "I want to return the Desk Lamp from order #1001.";
    public const string TwoClaims = "Return the Desk Lamp from order #1001 and cancel order #1002.";

    public static readonly TenantId Tenant = TenantId.From("default");
    public static readonly CustomerId Mara = CustomerId.From("mara.lind");

    private readonly ServiceProvider services;
    private readonly TenantId tenant;

    private ApprovalWorld(IRefundGateway? gateway, string? connection, TenantId tenant)
    {
        this.tenant = tenant;
        var (setting, value) = connection is null ? (StorageSettings.InMemory, "true") : (SettingNames.Storage, connection);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [setting] = value }).Build();
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IIdSource, TestIds>()
            .AddRefundAgent(configuration)
            .AddSingleton<IFeedbackQueue>(Heard)
            .AddSingleton<IPolicyParser>(new DayLimitedParser(this));
        services = (gateway is null ? collection : collection.AddSingleton(gateway)).BuildServiceProvider();
    }

    public TestClock Clock { get; } = new();

    public HeardFeedback Heard { get; } = new();

    /// <summary>What every policy that is set from now on says of a day, where that is more than can be written; null for what is written.</summary>
    public DayLimits? PerDay { get; set; }

    /// <summary>What has been written of claims that wait for long.</summary>
    public HeardEvents<ApprovalExpiry> Log { get; } = new();

    public static Task<ApprovalWorld> OpenAsync(IRefundGateway? gateway = null) => OpenAsync(new ApprovalWorld(gateway, null, Tenant));

    /// <summary>On storage that other tests use too: for a tenant of its own.</summary>
    public static Task<ApprovalWorld> OpenAsync(string connection, TenantId tenant) => OpenAsync(new ApprovalWorld(null, connection, tenant));

    private static async Task<ApprovalWorld> OpenAsync(ApprovalWorld world)
    {
        await SampleSeed.PlantAsync(world.services, world.tenant, default);
        await world.SetPolicyAsync();
        return world;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <param name="mode">Of the policy.</param>
    /// <param name="perRefund">Its limit.</param>
    /// <param name="perCustomer">Its limit.</param>
    /// <param name="perDay">Its limits as JSON; none unless said otherwise.</param>
    /// <param name="approvals">Its terms of approval as JSON; as in a policy that has none unless said otherwise.</param>
    /// <param name="refunds">Its terms of refunds as JSON; as in a policy that has none unless said otherwise.</param>
    public Task SetPolicyAsync(
        string mode = "suggest", string perRefund = "5000.00", string perCustomer = "10000.00", string approvals = "{}", string perDay = "{}", string refunds = "{}")
    {
        var policy = JsonNode.Parse(File.ReadAllText(SampleFiles.Policy("retail")))!;
        policy["mode"] = mode;
        policy["limits"] = new JsonObject { ["perRefund"] = perRefund, ["perCustomer30Days"] = perCustomer, ["perDay"] = JsonNode.Parse(perDay) };
        policy["discretion"]!["upTo"] = "1.00";
        policy["approvals"] = JsonNode.Parse(approvals);
        policy["refunds"] = JsonNode.Parse(refunds);
        return Get<PolicyImport>().RunAsync(tenant, policy.ToJsonString(), default);
    }

    public Ticket Ticket(string text, string ticket = "t1", string message = "m1", string customer = "mara.lind") => new()
    {
        Tenant = tenant,
        Id = TicketId.From(ticket),
        Message = MessageId.From(message),
        Text = text,
        Customer = new TicketCustomer(CustomerId.From(customer), null, Authenticated: true),
        BroughtBy = PrincipalId.From("helpdesk"),
        ReceivedAt = Clock.GetUtcNow(),
    };

    public Task<DecisionRecord> DecideAsync(string text = ReturnLamp, string ticket = "t1", string customer = "mara.lind") =>
        Get<RefundDesk>().HandleAsync(Ticket(text, ticket, customer: customer), default);

    /// <summary>A cancellation that the policy approves, which here waits; of an order and a customer that nothing else is about.</summary>
    public async Task<DecisionRecord> DecideCancellationAsync(string order, long paid)
    {
        await Get<IOrderBook>().PutAsync(tenant, Samples.Order(order, order, paid) with { Status = "pending" }, default);
        return await DecideAsync($"Please cancel order {order}, I no longer need it.", ticket: order, customer: order);
    }

    /// <summary>A cancellation that the policy denies, which here waits.</summary>
    public async Task<DecisionRecord> DecideDenialAsync()
    {
        await Get<IOrderBook>().PutAsync(tenant, Samples.Order("#3001", "lena") with { Status = "processed" }, default);
        return await DecideAsync("Please cancel order #3001, I no longer need it.", customer: "lena");
    }

    public Task<ApprovalResult> AnswerAsync(DecisionRecord record, PersonsAnswer said, Breakage? breakage = null) =>
        DeskOf(breakage).AnswerAsync(tenant, record.Id, said, default);

    /// <summary>As the reconciliation does with every decision that is open.</summary>
    public Task<DecisionRecord> LookAtAsync(DecisionRecord record, Breakage? breakage = null) =>
        new ApprovalExpiry(breakage?.Wrap(Get<IDecisionRecords>()) ?? Get<IDecisionRecords>(), Log).LookAtAsync(record, Clock.GetUtcNow(), default);

    public async Task<DecisionRecord> FindAsync(DecisionRecord record) => (await Get<IDecisionRecords>().FindAsync(tenant, record.Id, default))!;

    /// <summary>What the payment provider has really given back for an order.</summary>
    public async Task<IEnumerable<Money>> PaidAsync(string order)
    {
        var found = await Get<IOrderBook>().FindAsync(tenant, OrderId.From(order), default);
        return (await Get<IRefundGateway>().ListRefundsAsync(tenant, found!.Payment, default)).Select(refund => refund.Amount);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    public static PersonsAnswer Says(
        ApprovalVerdict verdict, string by = "ann", long? cents = null, string? claim = null, string? note = null, Roles roles = Roles.Agent) => new()
        {
            Claim = claim is null ? null : ClaimId.From(claim),
            Verdict = verdict,
            Amount = cents is { } sum ? Samples.Usd(sum) : null,
            Note = note,
            By = PrincipalId.From(by),
            Roles = roles,
        };

    /// <summary>A process of its own that runs the reconciliation.</summary>
    public Reconciler ReconcilerOf(Breakage? breakage = null, IRefundGateway? provider = null, IRefundLedger? book = null)
    {
        T Port<T>()
            where T : class => breakage?.Wrap(Get<T>()) ?? Get<T>();
        var (records, ledger, days, found) = (Port<IDecisionRecords>(), book ?? Port<IRefundLedger>(), Port<ISpendBook>(), Port<IDiscrepancies>());
        var gateway = provider ?? Port<IRefundGateway>();
        var refunds = new RefundExecutor(ledger, days, gateway, Clock, NullLogger<RefundExecutor>.Instance);
        var intents = new Intents(refunds, Port<IFeedbackQueue>(), Get<TicketBell>(), records, Get<ActiveContext>(), Clock, NullLogger<Intents>.Instance);
        return new Reconciler(
            new TenantRounds(Port<IContextStore>(), Port<ILeases>(), Get<IIdSource>(), NullLogger<TenantRounds>.Instance),
            new OpenWork(records, intents, new ApprovalExpiry(records, Log), Get<TicketBell>(), ledger, refunds, gateway, found, Clock, NullLogger<OpenWork>.Instance),
            new DayAudit(days, Port<IAuditMarks>(), ledger, Port<IOrderBook>(), gateway, refunds, intents, records, found, Clock, NullLogger<DayAudit>.Instance),
            Get<HelpdeskRounds>(),
            Port<IQueues>(),
            found,
            Get<ReconcileMeter>(),
            Clock,
            NullLogger<Reconciler>.Instance);
    }

    private ApprovalDesk DeskOf(Breakage? breakage)
    {
        T Port<T>()
            where T : class => breakage?.Wrap(Get<T>()) ?? Get<T>();
        var (records, ledger) = (Port<IDecisionRecords>(), Port<IRefundLedger>());
        var refunds = new RefundExecutor(ledger, Port<ISpendBook>(), Port<IRefundGateway>(), Clock, NullLogger<RefundExecutor>.Instance);
        var intents = new Intents(refunds, Port<IFeedbackQueue>(), Get<TicketBell>(), records, Get<ActiveContext>(), Clock, NullLogger<Intents>.Instance);
        return new ApprovalDesk(
            records, intents, Get<ActiveContext>(), new EvidenceRoom(Get<IOrderBook>(), ledger), ledger, Port<ISpendBook>(), Clock, NullLogger<ApprovalDesk>.Instance);
    }
}

/// <summary>A queue that keeps what it was handed, as often as it was handed.</summary>
internal sealed class HeardFeedback : IFeedbackQueue
{
    private readonly ConcurrentQueue<FeedbackEvent> events = new();

    /// <summary>Once each, as the inbox takes them.</summary>
    public ImmutableArray<FeedbackEvent> Events => [.. events.DistinctBy(each => each.Key)];

    public ImmutableArray<FeedbackEvent> Deliveries => [.. events];

    public Task SendAsync(FeedbackEvent feedback, CancellationToken cancellationToken)
    {
        events.Enqueue(feedback);
        return Task.CompletedTask;
    }
}

/// <summary>Reads a policy as the program does, with the limits of a day that a test has set.</summary>
internal sealed class DayLimitedParser(ApprovalWorld world) : IPolicyParser
{
    private readonly PolicyParser parser = new();

    public RefundPolicy Parse(string json) => parser.Parse(json) is var policy ? policy with { Limits = policy.Limits with { PerDay = world.PerDay ?? policy.Limits.PerDay } } : policy;

    public PolicyVersion? VersionOf(string json) => parser.VersionOf(json);
}

/// <summary>A log that keeps the ids of its events.</summary>
internal sealed class HeardEvents<T> : ILogger<T>
{
    private readonly ConcurrentQueue<int> ids = new();

    public IReadOnlyList<int> Ids => [.. ids];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => ids.Enqueue(eventId.Id);
}
