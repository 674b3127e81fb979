using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel.ChatCompletion;
using RefundAgent.Actions;
using RefundAgent.Adapters;
using RefundAgent.Adapters.Model;
using RefundAgent.Cli.Evaluate;
using RefundAgent.Cli.Samples;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Model.Suites;

/// <summary>
/// The real desk in memory with a model that plays a part, or with none. Every message is another tenant's, with orders and a policy of its own, so
/// that none can help or harm another.
/// </summary>
internal sealed class SuiteDesk : IAsyncDisposable
{
    private static readonly string Policy = File.ReadAllText(SampleFiles.Policy("retail"));

    private readonly ServiceProvider services;
    private int messages;

    /// <param name="part">Null for the built-in advisor alone.</param>
    public SuiteDesk(Func<ScriptedRequest, ScriptedReply>? part)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [StorageSettings.InMemory] = "true",
            [SettingNames.ModelEndpoint] = part is null ? null : "http://127.0.0.1:9/v1/",
            [SettingNames.ModelDeployment] = "scripted-1",
            [SettingNames.ModelApiKey] = "test-key",
            ["Model:InputPricePerMillion"] = "1",
            ["Model:OutputPricePerMillion"] = "4",
        }).Build();
        var collection = new ServiceCollection()
            .AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(Clock).AddSingleton<IIdSource, RandomIds>().AddRefundAgent(configuration);
        if (part is not null)
        {
            collection.AddSingleton<IChatCompletionService>(provider => InProcessChat.Open(provider.GetRequiredService<ModelOptions>(), part));
        }

        services = collection.BuildServiceProvider();
    }

    public SkippingClock Clock { get; } = new();

    /// <returns>The record as it is kept, and what has moved.</returns>
    public async Task<(DecisionRecord Record, CustomerAccount Account)> HandleAsync(TicketLine line, ImmutableArray<Order> orders, string text)
    {
        var ticket = new Ticket
        {
            Tenant = TenantId.From($"tenant {Interlocked.Increment(ref messages)}"),
            Id = TicketId.From(line.Id.Value),
            Message = MessageId.From("m1"),
            Text = text,
            Customer = new TicketCustomer(line.Customer.Id, line.Customer.Email, Authenticated: true),
            BroughtBy = PrincipalId.From("helpdesk"),
            ReceivedAt = Clock.GetUtcNow(),
        };
        await Get<PolicyImport>().RunAsync(ticket.Tenant, Policy, default);
        foreach (var order in orders)
        {
            await Get<IOrderBook>().PutAsync(ticket.Tenant, order, default);
        }

        var decided = await Get<RefundDesk>().HandleAsync(ticket, default);
        var kept = await Get<IDecisionRecords>().FindAsync(ticket.Tenant, decided.Id, default);
        return (kept!, await Get<IRefundLedger>().ReadAccountAsync(ticket.Tenant, line.Customer.Id, default));
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();
}
