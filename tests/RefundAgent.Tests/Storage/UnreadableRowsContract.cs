using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

/// <summary>Rows edited by hand, damaged, or written by a newer version: money and what is learned stop; lists go on without them.</summary>
public abstract class UnreadableRowsContract(TestStore store)
{
    private readonly TenantId tenant = TestStore.NewTenant();

    private enum Damage
    {
        NewerVersion,
        NoVersion,
        NotJson,
        OtherJson,
        NoPayload,
        NotPacked,
    }

    [Fact]
    public async Task Each_kind_of_damage_names_the_row_what_is_wrong_and_what_to_do()
    {
        var policies = store.Get<IPolicyStore>();
        foreach (var damage in Enum.GetValues<Damage>())
        {
            var version = PolicyVersion.From($"p{damage}");
            await policies.SaveAsync(tenant, new PolicyDocument(version, "{}"), default);
            await DamageAsync(TableNames.Policies, KeyText.Encode(version.Value), damage);

            var unreadable = await Assert.ThrowsAsync<UnreadableRowException>(() => policies.FindAsync(tenant, version, default));

            Assert.Equal((TableNames.Policies, KeyText.Encode(tenant.Value), KeyText.Encode(version.Value)), (unreadable.Table, unreadable.Partition, unreadable.Key));
            Assert.Contains(unreadable.Key, unreadable.Message, StringComparison.Ordinal);
            Assert.Contains("Restore it from a backup", unreadable.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_refund_is_planned_on_totals_that_cannot_be_read()
    {
        var ledger = store.Get<IRefundLedger>();
        var planned = (PlanResult.Planned)await ledger.PlanAsync([Samples.Entry(tenant, "c1")], Samples.Caps(), CustomerAccount.Empty, default);
        var partition = KeyText.Join(KeyText.Encode(tenant.Value), "c1");
        await DamageAsync(TableNames.RefundLedger, KeyText.Join("account", "c1"), Damage.OtherJson, partition);

        await Assert.ThrowsAsync<UnreadableRowException>(() => ledger.ReadAccountAsync(tenant, planned.Entries[0].Customer, default));
        await Assert.ThrowsAsync<UnreadableRowException>(() => ledger.PlanAsync([Samples.Entry(tenant, "c2")], Samples.Caps(), planned.Account, default));
    }

    [Fact]
    public async Task Nothing_is_folded_over_a_hole_in_the_ledger()
    {
        var ledger = store.Get<IFeedbackLedger>();
        await ledger.AppendAsync(tenant, [.. Enumerable.Range(1, 3).Select(index => Samples.Feedback(tenant, $"e{index}"))], default);
        var key = KeyText.Join("s", "2".PadLeft(19, '0'));

        await DamageAsync(TableNames.FeedbackLedger, key, Damage.NotJson);
        Assert.Equal(key, (await Assert.ThrowsAsync<UnreadableRowException>(() => CountAsync(ledger))).Key);

        await store.Table(TableNames.FeedbackLedger).TryWriteAsync(RowWrite.Delete(KeyText.Encode(tenant.Value), key), default);
        Assert.Equal(key, (await Assert.ThrowsAsync<UnreadableRowException>(() => CountAsync(ledger))).Key);
    }

    [Fact]
    public async Task A_version_whose_items_were_edited_is_not_used()
    {
        var contexts = store.Get<IContextStore>();
        await contexts.SaveAsync(tenant, Samples.Context(1, 3), default);
        await foreach (var row in store.Table(TableNames.ContextItems).QueryAsync(AllOf(tenant), default))
        {
            await store.Table(TableNames.ContextItems).TryWriteAsync(RowWrite.Delete(row), default);
            break;
        }

        await Assert.ThrowsAsync<UnreadableRowException>(() => contexts.FindAsync(tenant, new ContextVersion(1), default));
    }

    [Fact]
    public async Task Waiting_feedback_goes_on_over_a_row_that_cannot_be_read_and_keeps_it()
    {
        var inbox = store.Get<IFeedbackInbox>();
        foreach (var id in new[] { "e1", "e2", "e3" })
        {
            await inbox.AddAsync(Samples.Feedback(tenant, id), default);
        }

        var first = KeyText.Join("e1", KeyText.Encode("Ann"));
        await DamageAsync(TableNames.FeedbackInbox, first, Damage.NewerVersion);

        Assert.Equal(["e2", "e3"], (await inbox.ReadAsync(tenant, 2, default)).Select(feedback => feedback.Id.Value));
        Assert.NotNull(await store.Table(TableNames.FeedbackInbox).FindAsync(KeyText.Encode(tenant.Value), first, default));
    }

    [Fact]
    public async Task Lists_of_orders_decisions_and_runs_go_on_too()
    {
        var orders = store.Get<IOrderBook>();
        await orders.PutAsync(tenant, Samples.Order("o1", "ann"), default);
        await orders.PutAsync(tenant, Samples.Order("o2", "ann"), default);
        await DamageAsync(TableNames.Orders, "o1", Damage.NotJson, KeyText.Join(KeyText.Encode(tenant.Value), "c", "ann"));

        var runs = store.Get<ILearnerRuns>();
        foreach (var id in new[] { "r1", "r2" })
        {
            await runs.AddAsync(tenant, new LearnerRun(id, Samples.Noon, default, default, 0, [], "Nothing."), default);
        }

        await DamageAsync(TableNames.LearnerRuns, await FirstKeyAsync(TableNames.LearnerRuns), Damage.NotJson);

        Assert.Equal("o2", Assert.Single(await orders.OfCustomerAsync(tenant, CustomerId.From("ann"), default)).Id.Value);
        Assert.Equal("r2", Assert.Single(await runs.NewestAsync(tenant, 5, default)).Id);
    }

    [Fact]
    public async Task A_decision_that_cannot_be_read_is_passed_over_in_lists_and_named_when_asked_for()
    {
        var records = store.Get<IDecisionRecords>();
        var (bad, good) = (Samples.Record(Samples.Ticket(tenant, message: "m1")), Samples.Record(Samples.Ticket(tenant, message: "m2", at: Samples.Noon.AddMinutes(-1))));
        await records.AddAsync(bad, default);
        await records.AddAsync(good, default);
        var row = await FirstAsync(TableNames.Decisions);
        await store.Table(TableNames.Decisions).TryWriteAsync(RowWrite.Put(row with { Body = row.Body with { Schema = 99 } }), default);

        Assert.Equal(good.Id, Assert.Single((await records.ListAsync(tenant, new DecisionFilter(null, null), null, 5, default)).Records).Id);
        await Assert.ThrowsAsync<UnreadableRowException>(() => records.FindAsync(tenant, bad.Id, default));
    }

    private static RowQuery AllOf(TenantId tenant) => new() { PartitionFrom = KeyText.Encode(tenant.Value), PartitionTo = KeyText.Encode(tenant.Value) + "/" };

    private async Task<string> FirstKeyAsync(string table) => (await FirstAsync(table)).Key;

    private async Task<Row> FirstAsync(string table)
    {
        await foreach (var row in store.Table(table).QueryAsync(AllOf(tenant), default))
        {
            return row;
        }

        throw new InvalidOperationException($"Table {table} has no row of this tenant.");
    }

    private async Task<int> CountAsync(IFeedbackLedger ledger)
    {
        var count = 0;
        await foreach (var entry in ledger.ReadAsync(tenant, 0, default))
        {
            count++;
        }

        return count;
    }

    private async Task DamageAsync(string table, string key, Damage damage, string? partition = null)
    {
        var row = await store.Table(table).FindAsync(partition ?? KeyText.Encode(tenant.Value), key, default);
        var body = damage switch
        {
            Damage.NewerVersion => row!.Body with { Schema = StorageFormat.Newest + 1 },
            Damage.NoVersion => row!.Body with { Schema = null },
            Damage.NotJson => row!.Body with { Pieces = ["{oops"u8.ToArray()] },
            Damage.OtherJson => row!.Body with { Pieces = ["[1]"u8.ToArray()] },
            Damage.NoPayload => row!.Body with { Pieces = [] },
            _ => row!.Body with { Packed = true },
        };
        Assert.NotNull(await store.Table(table).TryWriteAsync(RowWrite.Put(row with { Body = body }), default));
    }
}

public sealed class MemoryUnreadableRowsTests(MemoryStore store) : UnreadableRowsContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteUnreadableRowsTests(AzuriteStore store) : UnreadableRowsContract(store);
