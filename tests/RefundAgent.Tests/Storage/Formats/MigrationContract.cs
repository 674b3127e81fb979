using Microsoft.Extensions.Time.Testing;
using RefundAgent.Adapters.Records;
using RefundAgent.Adapters.Storage;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Erasure;
using RefundAgent.Evidence;
using RefundAgent.Leases;
using RefundAgent.Records;
using RefundAgent.Stores;
using RefundAgent.Tests.Leases;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage.Formats;

/// <summary>A store of before there were formats, and how it gets into the newest.</summary>
public abstract class MigrationContract(TestStore store) : IAsyncLifetime
{
    private static readonly CustomerId Mara = CustomerId.From("mara");

    private static readonly MigrationPace AtOnce = new(TimeSpan.Zero, TimeSpan.Zero);

    private readonly TenantId tenant = TestStore.NewTenant();
    private readonly ITables tables = store.Get<PlainTables>().Tables;
    private readonly Steps steps = new();

    private IStoreMigration Migration => store.Get<IStoreMigration>();

    public async Task InitializeAsync()
    {
        foreach (var table in TableNames.All.Select(name => tables[name]))
        {
            await foreach (var row in table.QueryAsync(RowQuery.All, default))
            {
                await table.TryWriteAsync(RowWrite.Delete(row.Partition, row.Key), default);
            }
        }

        await store.Get<StoreStates>().WriteAsync(new StoreState(StorageFormat.Oldest, "of before"), null, default);
        store.Get<FormatInForce>().Forget();
        steps.Heard = _ => { };
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Until_it_is_raised_everything_is_written_as_builds_of_before_read_it()
    {
        await store.Get<IDecisionRecords>().AddAsync(Samples.Record(Samples.Ticket(tenant)), default);

        Assert.Equal([StorageFormat.Oldest], await FormatsAsync());
    }

    [Fact]
    public async Task Afterwards_every_row_is_in_the_new_format_and_says_what_it_said()
    {
        var decision = await OldDecisionAsync("t1");
        await store.Get<IOrderBook>().PutAsync(tenant, Samples.Order("o1", "mara"), default);

        var done = Assert.IsType<MigrationResult.Done>(await RunAsync());

        Assert.Equal((StorageFormat.Newest, true), (done.Format, done.Unreadable.IsEmpty));
        Assert.Equal([StorageFormat.Newest], await FormatsAsync());
        Assert.Equal("mara", (await store.Get<IDecisionRecords>().FindAsync(tenant, decision, default))!.Papers!.Ticket.Customer.Id.Value);
        Assert.Single(await store.Get<IOrderBook>().OfCustomerAsync(tenant, Mara, default));
        Assert.Equal(StorageFormat.Newest, (await Migration.LookAsync(default)).InForce);
    }

    [Fact]
    public async Task Papers_without_the_columns_are_found_by_an_erasure_before_and_after()
    {
        var decision = await OldDecisionAsync("t1");
        await OldDecisionAsync("t2", "somebody");

        var before = await store.Get<ICustomerCases>().FindAsync(tenant, Mara, default);
        await RunAsync();
        var after = await store.Get<ICustomerCases>().FindAsync(tenant, Mara, default);

        Assert.Equal([decision], before.Decisions);
        Assert.Equal([decision], after.Decisions);
        Assert.Equal(1, await store.Table(TableNames.Decisions).QueryAsync(DecisionRanges.PapersOf(tenant, Mara), default).CountAsync());
    }

    [Fact]
    public async Task One_that_was_killed_goes_on_where_it_was()
    {
        for (var order = 0; order < 30; order++)
        {
            await store.Get<IOrderBook>().PutAsync(tenant, Samples.Order($"o{order}", $"c{order}"), default);
        }

        await OldDecisionAsync("t1");
        steps.Heard = step =>
        {
            if (step.Table == TableNames.Orders)
            {
                throw new InvalidOperationException("killed");
            }
        };
        await Assert.ThrowsAsync<InvalidOperationException>(RunAsync);
        var midway = await Migration.LookAsync(default);

        steps.Heard = step => Assert.True(step.Table is null || string.CompareOrdinal(step.Table, TableNames.Orders) >= 0, step.Table);
        var done = Assert.IsType<MigrationResult.Done>(await RunAsync());

        Assert.Null(midway.Run!.FinishedAt);
        Assert.True(midway.Run.Rewritten > 0);
        Assert.True(done.Rewritten >= midway.Run.Rewritten);
        Assert.Equal([StorageFormat.Newest], await FormatsAsync());
        Assert.NotNull((await Migration.LookAsync(default)).Run!.FinishedAt);
    }

    [Fact]
    public async Task A_row_that_changes_meanwhile_is_not_overwritten()
    {
        await store.Get<IOrderBook>().PutAsync(tenant, Samples.Order("o1", "mara"), default);
        var row = await tables[TableNames.Orders].QueryAsync(RowQuery.All, default).FirstAsync();
        var slow = new ScriptedTables(tables);
        var raced = false;
        slow.Loses = call =>
        {
            if (call.Table != TableNames.Orders || raced)
            {
                return false;
            }

            raced = true;
            return true;
        };
        var raising = new RowRaising(slow, store.Get<Contention>());

        var done = await raising.RaiseAsync(TableNames.Orders, string.Empty, StorageFormat.Newest, default).ToListAsync();

        Assert.True(raced);
        Assert.NotEmpty(done);
        Assert.Equal(StorageFormat.Newest, (await tables[TableNames.Orders].FindAsync(row.Partition, row.Key, default))!.Body.Schema);
    }

    [Fact]
    public async Task What_cannot_be_read_stays_as_it_is_and_is_named()
    {
        await OldDecisionAsync("t1");
        var papers = await tables[TableNames.Decisions].QueryAsync(RowQuery.All, default).FirstAsync(row => DecisionKeys.ArePapers(row.Key));
        await tables[TableNames.Decisions].TryWriteAsync(RowWrite.Put(papers with { Body = papers.Body with { Pieces = ["{oops"u8.ToArray()] } }), default);

        var done = Assert.IsType<MigrationResult.Done>(await RunAsync());

        Assert.Contains(papers.Key, Assert.Single(done.Unreadable), StringComparison.Ordinal);
        Assert.Equal(StorageFormat.Oldest, (await tables[TableNames.Decisions].FindAsync(papers.Partition, papers.Key, default))!.Body.Schema);
    }

    [Fact]
    public async Task A_build_of_before_that_goes_on_writing_is_noticed()
    {
        await OldDecisionAsync("t0");
        steps.Heard = step =>
        {
            if (step.Table is { } && steps.Count == 1)
            {
                var row = Row.Of("written by", "an old build", 1);
                tables[TableNames.ControlLog].TryWriteAsync(RowWrite.Put(row with { Body = row.Body with { Schema = 1 } }), default).GetAwaiter().GetResult();
            }
        };

        var late = Assert.IsType<MigrationResult.Overtaken>(await RunAsync());
        steps.Heard = _ => { };

        Assert.Equal(1, late.Older);
        Assert.IsType<MigrationResult.Done>(await RunAsync());
    }

    [Fact]
    public async Task A_second_one_is_told_who_is_at_it()
    {
        await OldDecisionAsync("t1");
        MigrationResult? second = null;
        steps.Heard = step => second ??= step.Table is null ? null : Migration.RunAsync(null, "paul", AtOnce, new Steps(), default).GetAwaiter().GetResult();

        await RunAsync();

        Assert.Equal("olga", Assert.IsType<MigrationResult.Held>(second).By);
        Assert.NotNull(await store.Get<ILeases>().TryTakeAsync("migration", "anybody", TimeSpan.FromSeconds(1), default));
    }

    [Fact]
    public async Task Whoever_holds_a_lease_keeps_it()
    {
        var leases = store.Get<ILeases>();
        var held = await leases.TryTakeAsync("a job", "a worker", TimeSpan.FromHours(1), default);

        await RunAsync();

        Assert.NotNull(await leases.RenewAsync(held!, TimeSpan.FromHours(1), default));
    }

    /// <summary>Rows that are raised already are passed over by the store, without a word for as long as there are any.</summary>
    [Fact]
    public async Task Its_lease_is_kept_while_the_store_looks_for_rows()
    {
        var (clock, slow, leases) = (new FakeTimeProvider(store.Clock.GetUtcNow()), new ScriptedTables(tables), new BusyLeases(store.Get<ILeases>()));
        slow.Before = call => call is not { Table: TableNames.Orders, Verb: "query" } || RenewedAgain() ? null : new InvalidOperationException("The lease was not renewed.");
        var migration = new StorageMigration(
            store.Get<StoreStates>(), store.Get<MigrationRuns>(), new RowRaising(slow, store.Get<Contention>()), store.Get<FormatInForce>(), leases, clock);

        Assert.IsType<MigrationResult.Done>(await migration.RunAsync(null, "olga", AtOnce, steps, default));

        bool RenewedAgain()
        {
            var before = leases.Renewed.Count;
            return SpinWait.SpinUntil(
                () =>
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                    return leases.Renewed.Count > before;
                },
                TimeSpan.FromMinutes(1));
        }
    }

    [Theory]
    [InlineData(StorageFormat.Newest + 1, "takes a later one")]
    [InlineData(StorageFormat.Oldest, "formats only go forward")]
    public async Task Neither_backwards_nor_past_what_this_build_knows(int to, string why)
    {
        await RunAsync();

        var refused = Assert.IsType<MigrationResult.Refused>(await Migration.RunAsync(to, "olga", AtOnce, steps, default));

        Assert.Contains(why, refused.Why, StringComparison.Ordinal);
        Assert.Equal(StorageFormat.Newest, (await Migration.LookAsync(default)).InForce);
    }

    private Task<MigrationResult> RunAsync() => Migration.RunAsync(null, "olga", AtOnce, steps, default);

    /// <summary>As a build wrote it that knew nothing of the columns.</summary>
    private async Task<DecisionId> OldDecisionAsync(string ticket, string customer = "mara")
    {
        var written = Samples.Ticket(tenant, ticket) with { Customer = new TicketCustomer(CustomerId.From(customer), null, Authenticated: true) };
        await store.Get<IDecisionRecords>().AddAsync(Samples.Record(written), default);
        var table = tables[TableNames.Decisions];
        await foreach (var row in table.QueryAsync(RowQuery.All, default))
        {
            if (DecisionKeys.ArePapers(row.Key))
            {
                await table.TryWriteAsync(RowWrite.Put(row with { Tags = [] }), default);
            }
        }

        return DecisionId.For(written);
    }

    private async Task<IEnumerable<int?>> FormatsAsync()
    {
        var found = new SortedSet<int?>();
        foreach (var name in TableNames.All.Where(name => name != TableNames.StorageState))
        {
            await foreach (var row in tables[name].QueryAsync(RowQuery.All, default))
            {
                found.Add(row.Body.Schema);
            }
        }

        return found;
    }

    /// <summary>Called in line, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Steps : IProgress<MigrationProgress>
    {
        public Action<MigrationProgress> Heard { get; set; } = _ => { };

        public int Count { get; private set; }

        public void Report(MigrationProgress value)
        {
            Count++;
            Heard(value);
        }
    }
}

public sealed class MemoryMigrationTests(MemoryStore store) : MigrationContract(store), IClassFixture<MemoryStore>;

/// <summary>On an Azurite of its own: it changes the format of everything.</summary>
public sealed class AzuriteMigrationTests(AzuriteStore store) : MigrationContract(store), IClassFixture<AzuriteStore>;
