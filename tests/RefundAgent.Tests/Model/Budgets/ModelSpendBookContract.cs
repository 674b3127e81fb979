using CsCheck;
using RefundAgent.Adapters.Model.Budgets;
using RefundAgent.Adapters.Storage;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Model.Budgets;

/// <summary>Two processes are two books on one store.</summary>
public abstract class ModelSpendBookContract(TestStore store) : IDisposable
{
    private static readonly ModelSum Ask = new(1_000, 0.10m);

    private readonly TenantId tenant = TestStore.NewTenant();
    private readonly ModelSpendBook book = Open(store);
    private readonly ModelSpendBook other = Open(store);

    /// <summary>Of the property, as many as the store is fast for.</summary>
    protected abstract long Rounds { get; }

    public void Dispose()
    {
        book.Dispose();
        other.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_reserved_is_settled_to_what_was_used()
    {
        var place = Place(await book.ReserveAsync(tenant, Ask, new DayBudget(1_000, null), default));
        Assert.Equal((1, default, Ask), await DayAsync());

        await other.SettleAsync(place, new ModelSum(120, 0.01m), default);

        Assert.Equal((1, new ModelSum(120, 0.01m), default), await DayAsync());
    }

    [Theory]
    [InlineData(2_999, null)]
    [InlineData(null, "0.29")]
    [InlineData(1_000_000, "0.29")]
    public async Task A_day_with_no_room_left_refuses_everybody_and_tells_it_once(int? tokens, string? dollars)
    {
        var limit = new DayBudget(tokens, dollars is null ? null : decimal.Parse(dollars, System.Globalization.CultureInfo.InvariantCulture));
        await book.ReserveAsync(tenant, Ask, limit, default);
        await other.ReserveAsync(tenant, Ask, limit, default);

        var first = Assert.IsType<ReserveAnswer.Exhausted>(await book.ReserveAsync(tenant, Ask, limit, default));
        var second = Assert.IsType<ReserveAnswer.Exhausted>(await other.ReserveAsync(tenant, Ask, limit, default));

        Assert.Equal((true, false), (first.First, second.First));
        Assert.Equal((2, default, Ask + Ask), await DayAsync());
        Place(await book.ReserveAsync(TestStore.NewTenant(), Ask, limit, default));
    }

    [Fact]
    public async Task What_an_early_end_leaves_free_is_there_for_the_next()
    {
        var limit = new DayBudget(1_500, null);
        var place = Place(await book.ReserveAsync(tenant, Ask, limit, default));
        Assert.IsType<ReserveAnswer.Exhausted>(await book.ReserveAsync(tenant, Ask, limit, default));

        await book.SettleAsync(place, new ModelSum(500, 0), default);

        Place(await book.ReserveAsync(tenant, Ask, limit, default));
    }

    [Fact]
    public async Task A_process_that_dies_in_between_leaves_its_place_taken()
    {
        using (var dying = Open(store))
        {
            Place(await dying.ReserveAsync(tenant, Ask, new DayBudget(1_500, null), default));
        }

        Assert.IsType<ReserveAnswer.Exhausted>(await book.ReserveAsync(tenant, Ask, new DayBudget(1_500, null), default));
    }

    [Fact]
    public async Task Parallel_callers_of_two_processes_never_pass_the_limit() =>
        await Gen.Select(Gen.Int[500, 20_000], Gen.Int[0, 1_000].Array[32]).SampleAsync(
            async (limit, used) =>
            {
                var mine = TestStore.NewTenant();
                await Task.WhenAll(used.Select((tokens, index) => Task.Run(async () =>
                {
                    var each = index % 2 == 0 ? book : other;
                    if (await each.ReserveAsync(mine, Ask, new DayBudget(limit, null), default) is ReserveAnswer.Reserved { Place: var place })
                    {
                        Assert.InRange((await ReadAsync(mine)).Reserved.Tokens, Ask.Tokens, limit);
                        await each.SettleAsync(place, new ModelSum(tokens, 0), default);
                    }
                })));

                var day = await ReadAsync(mine);
                Assert.InRange(day.Used.Tokens, 0, limit);
                Assert.Equal(0, day.Reserved.Tokens);
                Assert.Equal(limit < Ask.Tokens, day.Messages == 0);
            },
            iter: Rounds);

    private static ModelSpendBook Open(TestStore store) => new(store.Get<ITables>(), store.Get<Contention>(), store.Clock);

    private static Reservation Place(ReserveAnswer answer) => Assert.IsType<ReserveAnswer.Reserved>(answer).Place;

    private async Task<(int Messages, ModelSum Used, ModelSum Reserved)> DayAsync()
    {
        var day = await ReadAsync(tenant);
        return (day.Messages, day.Used, day.Reserved);
    }

    private async Task<ModelDay> ReadAsync(TenantId whose)
    {
        var today = DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime);
        var row = await store.Table(TableNames.ModelSpend).FindAsync(ModelSpendBook.PartitionOf(whose), ModelSpendBook.KeyOf(today), default);
        return row?.Read<ModelDay>(TableNames.ModelSpend) ?? ModelDay.Nothing;
    }
}

public sealed class MemoryModelSpendBookTests(MemoryStore store) : ModelSpendBookContract(store), IClassFixture<MemoryStore>
{
    protected override long Rounds => 50;
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteModelSpendBookTests(AzuriteStore store) : ModelSpendBookContract(store)
{
    protected override long Rounds => 3;
}
