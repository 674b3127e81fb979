using RefundAgent.Adapters.Storage;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;
using Xunit.Abstractions;

namespace RefundAgent.Tests.Decisions;

/// <summary>
/// What a decision costs in calls to storage, call by call: at most six where no money moves and ten where it does, the sandbox provider's
/// own not counted. docs/architecture.md justifies each.
/// </summary>
public abstract class StorageOperationsTests(ITestOutputHelper output)
{
    private static readonly string[] NoMoney =
    [
        "DecisionsByTicket: query", "DecisionsByTicket: insert", "ContextPointer: find", "Orders: query", "RefundLedger: query", "Decisions: transaction",
    ];

    private static readonly string[] Money = [.. NoMoney, "Spend: transaction", "RefundLedger: transaction", "RefundLedger: replace", "Decisions: transaction"];

    private protected abstract Desk Desk { get; }

    private protected abstract TenantId Tenant { get; }

    [Fact]
    public async Task A_decision_that_moves_no_money_takes_six() => await CountAsync("I'd like a refund.", ClaimStatus.Answered, NoMoney, 6);

    [Fact]
    public async Task A_decision_that_moves_money_takes_ten() => await CountAsync(Web.Requests.ReturnLamp, ClaimStatus.Executed, Money, 10);

    [Fact]
    public async Task A_message_that_has_been_decided_takes_two()
    {
        var ticket = Desk.Ticket("I'd like a refund.", tenant: Tenant);
        await Desk.HandleAsync(ticket);
        Desk.Tables.Forget();

        await Desk.HandleAsync(ticket);

        Assert.Equal(["DecisionsByTicket: query", "Decisions: query"], Calls());
    }

    private async Task CountAsync(string message, ClaimStatus status, string[] expected, int limit)
    {
        // The first decision of a process also loads what all later ones share, and its first refund the day's total.
        await Desk.HandleAsync(Desk.Ticket(Web.Requests.CancelBlanket, "m0", "t0", Tenant));
        Desk.Tables.Forget();
        using var tally = Desk.Get<StorageMeter>().Measure();

        var record = await Desk.HandleAsync(Desk.Ticket(message, "m1", "t1", Tenant));

        var calls = Calls().ToArray();
        foreach (var call in calls)
        {
            output.WriteLine(call);
        }

        Assert.Equal(status, record.Status);
        Assert.Equal(expected.Order(StringComparer.Ordinal), calls.Order(StringComparer.Ordinal));
        Assert.Equal(calls.Length, tally.Calls);
        Assert.InRange(tally.Calls, 1, limit);
    }

    /// <summary>Those of the sandbox provider are its own table's and its look-ups of the order by its payment.</summary>
    private IEnumerable<string> Calls() => Desk.Tables.Calls
        .Where(call => call.Table != TableNames.SandboxPayments && call is not { Table: TableNames.Orders, Verb: "find" })
        .Select(call => $"{call.Table}: {call.Verb}");
}

public sealed class MemoryStorageOperationsTests(ITestOutputHelper output) : StorageOperationsTests(output), IAsyncLifetime
{
    private Desk desk = null!;

    private protected override Desk Desk => desk;

    private protected override TenantId Tenant => Decisions.Desk.Tenant;

    public async Task InitializeAsync() => desk = await Decisions.Desk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteStorageOperationsTests(AzuriteStore store, ITestOutputHelper output) : StorageOperationsTests(output), IAsyncLifetime
{
    private Desk desk = null!;

    private protected override Desk Desk => desk;

    private protected override TenantId Tenant { get; } = TestStore.NewTenant();

    public async Task InitializeAsync()
    {
        desk = Decisions.Desk.On(store.Azurite.ConnectionString);
        await desk.PlantAsync(Tenant);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();
}
