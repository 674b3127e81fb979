using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Adapters;
using RefundAgent.Adapters.Storage;
using RefundAgent.Benchmarks.Decisions;
using RefundAgent.Cli.Samples;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Import;
using RefundAgent.Policies;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Benchmarks;

/// <summary>Holds the benchmark's floor to what a decision really asks of storage, and its description to both.</summary>
public sealed class FloorCallsTests
{
    private const string Return = "I would like to return everything in order #1001.";
    private const string Cancel = "Please cancel my order #1002, I ordered it by mistake.";

    private static readonly TenantId Tenant = TenantId.From("default");
    private static readonly TestClock Clock = new();

    [Theory]
    [InlineData("Let me talk to a human about my order #1001.", false, Return)]
    [InlineData(Return, true, Cancel)]
    [InlineData(Cancel, true, Return)]
    public async Task A_decision_makes_the_calls_of_the_floor_and_no_others(string message, bool movesMoney, string before)
    {
        await using var services = await ServicesAsync();
        var desk = services.GetRequiredService<RefundDesk>();
        // The first decision of a process reads the policy as well, and the first refund the day.
        await desk.HandleAsync(TicketOf("warm-up", before), default);

        using var tally = services.GetRequiredService<StorageMeter>().Measure();
        await desk.HandleAsync(TicketOf("measured", message), default);

        Assert.Null(FloorCalls.Difference(movesMoney, tally.ByName, tally.SandboxCalls));
    }

    [Fact]
    public void The_list_is_the_one_that_is_written_down()
    {
        var written = Repository.Read("docs", "benchmarks.md").Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.EndsWith(" |", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .Where(cells => cells.Length == 3 && TableNames.All.Contains(cells[1].Trim('`')))
            .Select(cells => (Table: cells[1].Trim('`'), What: cells[2]));

        var listed = FloorCalls.Of(movesMoney: true).SelectMany(step => step)
            .Select(line => (line.Table, line.Sandbox ? $"{line.What} (sandbox)" : line.What));

        Assert.Equal(listed, written);
    }

    private static async Task<ServiceProvider> ServicesAsync()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [StorageSettings.InMemory] = "true" }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddRefundAgent(configuration).BuildServiceProvider();
        using var orders = new StreamReader(SampleFiles.Orders("retail"));
        await services.GetRequiredService<OrderImport>().RunAsync(Tenant, orders, new Progress<ImportProgress>(), default);
        await services.GetRequiredService<PolicyImport>().RunAsync(Tenant, await File.ReadAllTextAsync(SampleFiles.Policy("retail")), default);
        return services;
    }

    private static Ticket TicketOf(string id, string message) => new()
    {
        Tenant = Tenant,
        Id = TicketId.From(id),
        Message = MessageId.From("m1"),
        Text = message,
        Customer = new TicketCustomer(CustomerId.From("mara.lind"), null, Authenticated: true),
        BroughtBy = PrincipalId.From("test"),
        ReceivedAt = Clock.GetUtcNow(),
    };
}
