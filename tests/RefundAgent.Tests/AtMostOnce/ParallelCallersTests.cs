using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Tests.Actions;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.AtMostOnce;

/// <summary>Sixty-four refunds at once, on the threads of a real process, at a limit that lets some of them through.</summary>
public sealed class ParallelCallersTests : IDisposable
{
    private const int Callers = 64;

    private readonly MemoryStore store = new();
    private readonly PretendProvider provider = new();
    private readonly TenantId tenant = TestStore.NewTenant();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task One_order_gives_back_what_it_took_and_no_more()
    {
        await AllAtOnceAsync(number => Samples.Action(Samples.Caps(order: 100_00), Samples.Entry(tenant, $"{number}", 30_00)));

        Assert.Equal(3, provider.Moved.Count);
    }

    [Fact]
    public async Task One_order_gives_its_delivery_back_once()
    {
        await AllAtOnceAsync(number => Samples.Action(
            Samples.Caps(order: 1000_00) with { Shipping = Samples.Usd(5_00) },
            Samples.Entry(tenant, $"{number}", 15_00) with { Shipping = Samples.Usd(number % 2 == 0 ? 5_00 : 0) }));

        Assert.Equal(1 + (Callers / 2), provider.Moved.Count);
    }

    [Fact]
    public async Task One_customer_gets_what_thirty_days_allow_and_no_more()
    {
        await AllAtOnceAsync(number => Samples.Action(Samples.Caps(window: 100_00), Samples.Entry(tenant, $"{number}", 30_00, $"o{number}")));

        Assert.Equal(3, provider.Moved.Count);
    }

    [Theory]
    [InlineData(5, null, 5)]
    [InlineData(null, 100_00, 3)]
    public async Task The_day_of_a_tenant_has_room_for_so_many_and_no_more(int? count, int? sum, int fit)
    {
        var day = new DayLimit(count, sum is { } cents ? Samples.Usd(cents) : default(Money?));

        await AllAtOnceAsync(number => Samples.Action(
            Samples.Caps() with { Day = day }, Samples.Entry(tenant, $"{number}", 30_00, $"o{number}", $"c{number}")));

        Assert.Equal(fit, provider.Moved.Count);
        Assert.Equal(fit, (await store.Get<ISpendBook>().ReadAsync(tenant, DateOnly.FromDateTime(Samples.Noon.UtcDateTime), default)).Of(RefundInitiator.Agent, Currency.Usd).Count);
    }

    private Task AllAtOnceAsync(Func<int, RefundAction> action)
    {
        var executor = new RefundExecutor(
            store.Get<IRefundLedger>(), store.Get<ISpendBook>(), provider, store.Clock, NullLogger<RefundExecutor>.Instance);
        return Parallel.ForEachAsync(
            Enumerable.Range(0, Callers),
            new ParallelOptions { MaxDegreeOfParallelism = Callers },
            async (number, token) => await executor.ExecuteAsync(action(number), CustomerAccount.Empty, token));
    }
}
