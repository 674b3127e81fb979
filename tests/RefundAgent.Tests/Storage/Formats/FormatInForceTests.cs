using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RefundAgent.Adapters.Storage;
using RefundAgent.Adapters.Storage.Formats;

namespace RefundAgent.Tests.Storage.Formats;

/// <summary>When a process hears of another format, and what it does about one that it does not know.</summary>
public sealed class FormatInForceTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly StorageMeter meter = new();
    private readonly ScriptedTables tables;
    private readonly StoreStates states;
    private readonly FormatInForce format;
    private int stops;

    public FormatInForceTests()
    {
        tables = new ScriptedTables(new MemoryTables(meter));
        states = new StoreStates(new PlainTables(tables), new MemorySetup());
        format = new FormatInForce(states, () => stops++, clock, NullLogger<FormatInForce>.Instance);
    }

    public void Dispose() => meter.Dispose();

    private int Asked => tables.Calls.Count(call => call is { Table: TableNames.StorageState, Verb: "find" });

    [Fact]
    public async Task A_new_store_is_in_the_newest_format()
    {
        Assert.Equal(StorageFormat.Newest, await format.GetAsync(default));
        Assert.Equal(StorageFormat.Newest, (await states.ReadAsync(default)).State.Format);
    }

    [Fact]
    public async Task A_store_of_before_there_were_formats_is_in_the_oldest()
    {
        await tables[TableNames.Orders].TryWriteAsync(RowWrite.Insert(Row.Of("a", "b", "an order")), default);

        Assert.Equal(StorageFormat.Oldest, await format.GetAsync(default));
        Assert.Equal(StorageFormat.Oldest, (await states.ReadAsync(default)).State.Format);
    }

    [Fact]
    public async Task What_is_known_is_good_for_a_few_seconds_and_is_asked_for_as_nobodys_work()
    {
        using var tally = meter.Measure();
        for (var call = 0; call < 100; call++)
        {
            await format.GetAsync(default);
        }

        Assert.Equal((1, 0), (Asked, tally.Calls));
    }

    [Fact]
    public async Task A_process_that_stood_still_asks_before_it_writes()
    {
        await format.GetAsync(default);
        await RaiseAsync(StorageFormat.Oldest);
        clock.Advance(FormatInForce.MaxAge);

        Assert.Equal(StorageFormat.Oldest, await format.GetAsync(default));
    }

    [Fact]
    public async Task One_that_works_hears_of_it_without_waiting()
    {
        await format.GetAsync(default);
        await RaiseAsync(StorageFormat.Oldest);
        clock.Advance(FormatInForce.MaxAge - TimeSpan.FromSeconds(1));

        var before = format.GetAsync(default);

        Assert.True(before.IsCompletedSuccessfully);
        await Eventually(async () => await format.GetAsync(default) == StorageFormat.Oldest);
    }

    [Fact]
    public async Task A_format_that_it_does_not_know_stops_the_process_and_names_the_build_to_start()
    {
        await format.GetAsync(default);
        await RaiseAsync(StorageFormat.Newest + 1, "9.9.9");
        clock.Advance(FormatInForce.MaxAge);

        var refused = await Assert.ThrowsAsync<StorageFormatException>(async () => await format.GetAsync(default));
        await Assert.ThrowsAsync<StorageFormatException>(async () => await format.GetAsync(default));

        Assert.Contains("start build 9.9.9", refused.Message, StringComparison.Ordinal);
        Assert.Equal((1, refused.Message), (stops, format.Refusal));
    }

    [Fact]
    public async Task Nothing_is_written_to_a_store_that_is_half_restored()
    {
        var (state, etag) = await states.ReadAsync(default);
        await states.WriteAsync(state with { Restoring = "b-1" }, etag, default);

        var refused = await Assert.ThrowsAsync<StorageFormatException>(async () => await format.GetAsync(default));

        Assert.Contains("run 'refund-agent restore' with it again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_storage_gives_no_answer_nothing_is_written_and_then_it_goes_on()
    {
        await format.GetAsync(default);
        tables.Before = _ => new StorageBusyException("a test");
        clock.Advance(FormatInForce.MaxAge);
        await Assert.ThrowsAsync<StorageBusyException>(async () => await format.GetAsync(default));

        tables.Before = null;

        Assert.Equal(StorageFormat.Newest, await format.GetAsync(default));
        Assert.Equal(0, stops);
    }

    private async Task RaiseAsync(int to, string build = "another")
    {
        var (state, etag) = await states.ReadAsync(default);
        Assert.NotNull(await states.WriteAsync(state with { Format = to, Build = build }, etag, default));
    }

    private static async Task Eventually(Func<Task<bool>> met)
    {
        while (!await met())
        {
            await Task.Yield();
        }
    }
}
