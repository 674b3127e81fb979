using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Actions;
using RefundAgent.Adapters;
using RefundAgent.Amounts;
using RefundAgent.Cli.Samples;
using RefundAgent.Cli.Serve;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Policies;
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

    private ApprovalWorld(IRefundGateway? gateway)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [StorageSettings.InMemory] = "true" }).Build();
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IIdSource, TestIds>()
            .AddRefundAgent(configuration)
            .AddSingleton<IFeedbackQueue>(Heard);
        services = (gateway is null ? collection : collection.AddSingleton(gateway)).BuildServiceProvider();
    }

    public TestClock Clock { get; } = new();

    public HeardFeedback Heard { get; } = new();

    public static async Task<ApprovalWorld> OpenAsync(IRefundGateway? gateway = null)
    {
        var world = new ApprovalWorld(gateway);
        await SampleSeed.PlantAsync(world.services, Tenant, default);
        await world.SetPolicyAsync();
        return world;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task SetPolicyAsync(string mode = "suggest", string perRefund = "5000.00", string perCustomer = "10000.00") => Get<PolicyImport>().RunAsync(
        Tenant,
        File.ReadAllText(SampleFiles.Policy("retail"))
            .Replace("\"mode\": \"earned\"", $"\"mode\": \"{mode}\"", StringComparison.Ordinal)
            .Replace("5000.00", perRefund, StringComparison.Ordinal)
            .Replace("10000.00", perCustomer, StringComparison.Ordinal)
            .Replace("\"upTo\": \"150.00\"", "\"upTo\": \"1.00\"", StringComparison.Ordinal),
        default);

    public Ticket Ticket(string text, string ticket = "t1", string message = "m1", string customer = "mara.lind") => new()
    {
        Tenant = Tenant,
        Id = TicketId.From(ticket),
        Message = MessageId.From(message),
        Text = text,
        Customer = new TicketCustomer(CustomerId.From(customer), null, Authenticated: true),
        BroughtBy = PrincipalId.From("helpdesk"),
        ReceivedAt = Clock.GetUtcNow(),
    };

    public Task<DecisionRecord> DecideAsync(string text = ReturnLamp, string ticket = "t1", string customer = "mara.lind") =>
        Get<RefundDesk>().HandleAsync(Ticket(text, ticket, customer: customer), default);

    /// <summary>A cancellation that the policy denies, which here waits.</summary>
    public async Task<DecisionRecord> DecideDenialAsync()
    {
        await Get<IOrderBook>().PutAsync(Tenant, Samples.Order("#3001", "lena") with { Status = "processed" }, default);
        return await DecideAsync("Please cancel order #3001, I no longer need it.", customer: "lena");
    }

    public Task<ApprovalResult> AnswerAsync(DecisionRecord record, PersonsAnswer said, Breakage? breakage = null) =>
        DeskOf(breakage).AnswerAsync(Tenant, record.Id, said, default);

    public async Task<DecisionRecord> FindAsync(DecisionRecord record) => (await Get<IDecisionRecords>().FindAsync(Tenant, record.Id, default))!;

    /// <summary>What the payment provider has really given back for an order.</summary>
    public async Task<IEnumerable<Money>> PaidAsync(string order)
    {
        var found = await Get<IOrderBook>().FindAsync(Tenant, OrderId.From(order), default);
        return (await Get<IRefundGateway>().ListRefundsAsync(Tenant, found!.Payment, default)).Select(refund => refund.Amount);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    public static PersonsAnswer Says(
        ApprovalVerdict verdict, string by = "ann", long? cents = null, string? claim = null, string? note = null) => new()
        {
            Claim = claim is null ? null : ClaimId.From(claim),
            Verdict = verdict,
            Amount = cents is { } sum ? Samples.Usd(sum) : null,
            Note = note,
            By = PrincipalId.From(by),
            Roles = Roles.Agent,
        };

    private ApprovalDesk DeskOf(Breakage? breakage)
    {
        T Port<T>()
            where T : class => breakage?.Wrap(Get<T>()) ?? Get<T>();
        var (records, ledger) = (Port<IDecisionRecords>(), Port<IRefundLedger>());
        var refunds = new RefundExecutor(ledger, Port<IRefundGateway>(), Clock, NullLogger<RefundExecutor>.Instance);
        var intents = new Intents(refunds, Port<IFeedbackQueue>(), records, Clock, NullLogger<Intents>.Instance);
        return new ApprovalDesk(
            records, intents, Get<ActiveContext>(), new EvidenceRoom(Get<IOrderBook>(), ledger), ledger, Clock, NullLogger<ApprovalDesk>.Instance);
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
