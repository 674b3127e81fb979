using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class SpendBookContract(TestStore store)
{
    private readonly ISpendBook book = store.Get<ISpendBook>();
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task A_refund_counts_once_however_often_it_asks()
    {
        var refund = Refund("c1");

        for (var index = 0; index < 3; index++)
        {
            Assert.IsType<ReserveResult.Reserved>(await book.ReserveAsync([refund], new DayLimit(1, Samples.Usd(10_00)), default));
        }

        Assert.Equal(new DayTotal(RefundInitiator.Agent, 1, Samples.Usd(10_00)), Assert.Single((await ReadAsync()).Totals));
        Assert.Equal([refund.Key], await ListAsync());
        Assert.Empty((await book.ReadAsync(tenant, refund.Day.AddDays(1), default)).Totals);
    }

    [Fact]
    public async Task The_place_of_a_smaller_sum_under_the_same_key_is_not_taken_for_one_of_a_larger()
    {
        await book.ReserveAsync([Refund("c1", 4_00), Refund("c2", 5_00)], null, default);

        Assert.IsType<ReserveResult.Refused>(await book.ReserveAsync([Refund("c1", 6_01)], new DayLimit(2, Samples.Usd(11_00)), default));
        Assert.IsType<ReserveResult.Reserved>(await book.ReserveAsync([Refund("c1", 6_00)], new DayLimit(3, Samples.Usd(11_00)), default));
        Assert.IsType<ReserveResult.Reserved>(await book.ReserveAsync([Refund("c1", 1_00)], null, default));

        Assert.Equal(new DayTotal(RefundInitiator.Agent, 2, Samples.Usd(11_00)), Assert.Single((await ReadAsync()).Totals));
        await book.ReleaseAsync(Refund("c1", 6_00), default);
        Assert.Equal(Samples.Usd(5_00), (await ReadAsync()).Of(RefundInitiator.Agent, Currency.Usd).Sum);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(null, 29_99L)]
    public async Task A_limit_that_refuses_the_agent_ends_its_day_and_nobody_elses(int? count, long? sum)
    {
        var limit = new DayLimit(count, sum is { } cents ? Samples.Usd(cents) : null);
        await book.ReserveAsync([Refund("c1"), Refund("c2")], limit, default);

        var first = Assert.IsType<ReserveResult.Refused>(await book.ReserveAsync([Refund("c3")], limit, default));
        var small = Assert.IsType<ReserveResult.Refused>(await book.ReserveAsync([Refund("c4", 1)], limit, default));

        Assert.True(first.Tripped);
        Assert.False(small.Tripped);
        Assert.IsType<ReserveResult.Reserved>(await book.ReserveAsync([Refund("c1")], limit, default));
        Assert.IsType<ReserveResult.Reserved>(await book.ReserveAsync([Refund("c5") with { Initiator = RefundInitiator.Person }], limit, default));
        Assert.IsType<ReserveResult.Reserved>(await book.ReserveAsync([Refund("c6")], new DayLimit(50, Samples.Usd(50_00)), default));
        Assert.IsType<ReserveResult.Reserved>(await book.ReserveAsync([Refund("c7") with { PlannedAt = Samples.Noon.AddDays(1) }], limit, default));
    }

    [Fact]
    public async Task A_failed_refund_gives_its_place_back_once()
    {
        await book.ReserveAsync([Refund("c1"), Refund("c2", 5_00)], null, default);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => book.ReleaseAsync(Refund("c1"), default)));
        await book.ReleaseAsync(Refund("never reserved"), default);

        Assert.Equal(new DayTotal(RefundInitiator.Agent, 1, Samples.Usd(5_00)), Assert.Single((await ReadAsync()).Totals));
        Assert.IsType<ReserveResult.Reserved>(await book.ReserveAsync([Refund("c3")], new DayLimit(2, Samples.Usd(15_00)), default));
        Assert.IsType<ReserveResult.Refused>(await book.ReserveAsync([Refund("c4", 1)], new DayLimit(2, Samples.Usd(15_00)), default));
    }

    [Fact]
    public async Task A_place_given_back_is_taken_again_for_what_was_paid_after_all_and_for_nothing_else()
    {
        await book.ReserveAsync([Refund("c1")], null, default);
        await book.ReleaseAsync(Refund("c1"), default);

        await book.ReserveAsync([Refund("c1")], null, default);
        Assert.Equal(0, (await ReadAsync()).Of(RefundInitiator.Agent, Currency.Usd).Count);

        await book.ReserveAsync([Refund("c1") with { State = RefundState.Succeeded }], new DayLimit(1, null), default);
        Assert.Equal(1, (await ReadAsync()).Of(RefundInitiator.Agent, Currency.Usd).Count);
    }

    [Fact]
    public async Task A_persons_place_is_given_back_by_nobody_else()
    {
        var agreed = Refund("c1", 5_00) with { Initiator = RefundInitiator.Person };
        await book.ReserveAsync([Refund("c1")], null, default);
        await book.ReserveAsync([agreed], null, default);

        await book.ReserveAsync([Refund("c1")], null, default);
        await book.ReleaseAsync(Refund("c1"), default);

        Assert.Equal((0, 1), ((await ReadAsync()).Of(RefundInitiator.Agent, Currency.Usd).Count, (await ReadAsync()).Of(RefundInitiator.Person, Currency.Usd).Count));
        await book.ReleaseAsync(agreed, default);
        Assert.Equal(0, (await ReadAsync()).Of(RefundInitiator.Person, Currency.Usd).Count);
    }

    [Fact]
    public async Task Of_64_at_once_no_more_get_in_than_the_day_holds()
    {
        var limit = new DayLimit(null, Samples.Usd(105_00));

        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(index => Task.Run(() => book.ReserveAsync([Refund($"c{index}")], limit, default))));

        Assert.Equal(10, results.OfType<ReserveResult.Reserved>().Count());
        Assert.Single(results.OfType<ReserveResult.Refused>(), refused => refused.Tripped);
        Assert.Equal(Samples.Usd(100_00), (await ReadAsync()).Of(RefundInitiator.Agent, Currency.Usd).Sum);
        Assert.Equal(10, (await ListAsync()).Count);
    }

    private RefundEntry Refund(string claim, long cents = 10_00) => Samples.Entry(tenant, claim, cents);

    private Task<DaySpend> ReadAsync() => book.ReadAsync(tenant, DateOnly.FromDateTime(Samples.Noon.UtcDateTime), default);

    private async Task<List<RefundKey>> ListAsync()
    {
        var keys = new List<RefundKey>();
        await foreach (var refund in book.ListAsync(tenant, DateOnly.FromDateTime(Samples.Noon.UtcDateTime), default))
        {
            keys.Add(refund.Key);
        }

        return keys;
    }
}

public sealed class MemorySpendBookTests(MemoryStore store) : SpendBookContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteSpendBookTests(AzuriteStore store) : SpendBookContract(store);
