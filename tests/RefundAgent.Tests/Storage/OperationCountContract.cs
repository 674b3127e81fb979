using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

/// <summary>Holds every port to the number of storage calls that its documentation promises.</summary>
public abstract class OperationCountContract(TestStore store)
{
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task Decisions()
    {
        var records = store.Get<IDecisionRecords>();
        var ticket = Samples.Ticket(tenant);
        var record = Samples.Record(ticket);

        Assert.Equal(2, await CallsAsync(() => records.TakeAsync(ticket, record.Id, Samples.Noon, default)));
        Assert.Equal(1, await CallsAsync(() => records.TakeAsync(ticket, record.Id, Samples.Noon, default)));
        Assert.Equal(1, await CallsAsync(async () => record = await records.AddAsync(record, default)));
        Assert.Equal(1, await CallsAsync(async () => record = await records.ReplaceAsync(record!, null, default)));
        Assert.Equal(1, await CallsAsync(() => records.ReplaceAsync(record!, record!.Papers, default)));
        Assert.Equal(1, await CallsAsync(() => records.FindAsync(tenant, record!.Id, default)));
        Assert.Equal(1, await CallsAsync(() => records.ListAsync(tenant, new DecisionFilter(null, null), null, 20, default)));
    }

    [Fact]
    public async Task Refunds()
    {
        var ledger = store.Get<IRefundLedger>();
        var (entry, seen) = (Samples.Entry(tenant, "c1"), CustomerAccount.Empty);
        PlanResult? plan = null;

        Assert.Equal(1, await CallsAsync(async () => seen = await ledger.ReadAccountAsync(tenant, entry.Customer, default)));
        Assert.Equal(1, await CallsAsync(async () => plan = await ledger.PlanAsync([entry], Samples.Caps(), seen, default)));
        var (planned, account) = (PlanResult.Planned)plan!;
        Assert.Equal(1, await CallsAsync(() => ledger.PlanAsync([Samples.Entry(tenant, "c2")], Samples.Caps(), account, default)));
        Assert.Equal(1, await CallsAsync(() => ledger.MoveAsync(planned[0], RefundMove.Submit, default)));
        Assert.Equal(1, await CallsAsync(() => ledger.FindAsync(tenant, entry.Customer, entry.Key, default)));
    }

    [Fact]
    public async Task Evidence_context_and_feedback()
    {
        var contexts = store.Get<IContextStore>();
        await contexts.SwapAsync(tenant, ActiveVersions.None, ActiveVersions.None with { Policy = PolicyVersion.From("p1") }, default);

        Assert.Equal(1, await CallsAsync(() => store.Get<IOrderBook>().OfCustomerAsync(tenant, CustomerId.From("ann"), default)));
        Assert.Equal(1, await CallsAsync(() => contexts.ReadPointerAsync(tenant, default)));
        Assert.Equal(1, await CallsAsync(() => store.Get<IFeedbackInbox>().AddAsync(Samples.Feedback(tenant, "e1"), default)));
        Assert.Equal(2, await CallsAsync(() => store.Get<IFeedbackLedger>().AppendAsync(
            tenant, [.. Enumerable.Range(0, 33).Select(index => Samples.Feedback(tenant, $"e{index}"))], default)));
        Assert.Equal(1, await CallsAsync(() => store.Get<ITicketQueue>().SendAsync(Samples.Ticket(tenant), default)));
    }

    [Fact]
    public async Task The_sandbox_providers_calls_are_counted_apart()
    {
        await store.Get<IOrderBook>().PutAsync(tenant, Samples.Order("o1", "c1"), default);
        var entry = Samples.Entry(tenant, "c1");
        var executor = new RefundExecutor(
            store.Get<IRefundLedger>(), store.Get<ISpendBook>(), store.Get<IRefundGateway>(), store.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<RefundExecutor>.Instance);
        var seen = await store.Get<IRefundLedger>().ReadAccountAsync(tenant, entry.Customer, default);

        using var tally = store.Get<StorageMeter>().Measure();
        var (done, _) = await executor.ExecuteAsync(Samples.Action(Samples.Caps(), entry), seen, default);

        Assert.IsType<RefundResult.Succeeded>(done.Result);
        Assert.Equal([KeyValuePair.Create(TableNames.RefundLedger, 2)], tally.ByName.Where(name => name.Key != TableNames.Spend));
        Assert.InRange(tally.SandboxCalls, 1, 5);
    }

    private async Task<int> CallsAsync(Func<Task> call)
    {
        using var tally = store.Get<StorageMeter>().Measure();
        await call();
        return tally.Calls;
    }
}

public sealed class MemoryOperationCountTests(MemoryStore store) : OperationCountContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteOperationCountTests(AzuriteStore store) : OperationCountContract(store);
