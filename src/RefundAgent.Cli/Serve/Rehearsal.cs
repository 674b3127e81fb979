using RefundAgent.Adapters;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Cli.Serve;

/// <summary>
/// Decides a sample case in memory while storage is still starting, so that the compiler and the policy's schema are through with their
/// first time before the first customer asks. It has services of its own, is given no settings and logs nowhere: no store, payment provider
/// or model is in its reach. A start neither waits for it nor fails with it.
/// </summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private readonly CancellationTokenSource ended = new();
    private readonly Task running;

    private Rehearsal(TimeProvider time) => running = Task.Run(() => RunAsync(time, ended.Token));

    public static Rehearsal Begin(TimeProvider time) => new(time);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.Dispose();
    }

    /// <summary>Moves the sandbox's money as well, where the sample policy lets it: that is the longest way through the code.</summary>
    public static async Task<DecisionRecord> RunAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [StorageSettings.InMemory] = "true" }).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(time).AddRefundAgent(configuration).BuildServiceProvider();
        await SampleSeed.PlantAsync(services, DefaultTenant.Id, cancellationToken);
        return await services.GetRequiredService<RefundDesk>().HandleAsync(
            new Ticket
            {
                Tenant = DefaultTenant.Id,
                Id = TicketId.From("rehearsal"),
                Message = MessageId.From("1"),
                Text = "I would like to return everything in order #1001.",
                Customer = new TicketCustomer(CustomerId.From("mara.lind"), null, Authenticated: true),
                BroughtBy = PrincipalId.From("rehearsal"),
                ReceivedAt = time.GetUtcNow(),
            },
            cancellationToken);
    }
}
