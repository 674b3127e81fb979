using RefundAgent.Adapters.Storage;

namespace RefundAgent.Tests.Storage;

/// <summary>What both stores mean by a row, a range, an ETag and a transaction; every port rests on it.</summary>
public abstract class TableContract(TestStore store)
{
    private readonly ITable table = store.Table(TableNames.Policies);
    private readonly string partition = KeyText.Encode(TestStore.NewTenant().Value);

    [Fact]
    public async Task A_write_succeeds_or_loses_by_what_is_there()
    {
        Assert.Null(await table.TryWriteAsync(RowWrite.Replace(RowOf("a")), default));
        Assert.Null(await table.TryWriteAsync(RowWrite.Delete(partition, "a"), default));
        var first = await table.TryWriteAsync(RowWrite.Insert(RowOf("a")), default);
        Assert.Null(await table.TryWriteAsync(RowWrite.Insert(RowOf("a")), default));
        var second = await table.TryWriteAsync(RowWrite.Replace(RowOf("a") with { ETag = first }), default);
        Assert.Null(await table.TryWriteAsync(RowWrite.Replace(RowOf("a") with { ETag = first }), default));
        Assert.Null(await table.TryWriteAsync(RowWrite.Delete(partition, "a", first), default));
        var third = await table.TryWriteAsync(RowWrite.Put(RowOf("a")), default);

        Assert.Equal(3, new[] { first, second, third }.Distinct().Count());
        Assert.Equal(third, (await table.FindAsync(partition, "a", default))!.ETag);
        Assert.NotNull(await table.TryWriteAsync(RowWrite.Delete(partition, "a", third), default));
        Assert.Null(await table.FindAsync(partition, "a", default));
    }

    [Fact]
    public async Task A_transaction_that_loses_anywhere_changes_nothing()
    {
        var guard = await table.TryWriteAsync(RowWrite.Insert(RowOf("g")), default);
        RowWrite[][] losing =
        [
            [RowWrite.Put(RowOf("a")), RowWrite.Insert(RowOf("g"))],
            [RowWrite.Put(RowOf("a")), RowWrite.Replace(RowOf("g") with { ETag = "W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"" })],
            [RowWrite.Put(RowOf("a")), RowWrite.Replace(RowOf("none"))],
            [RowWrite.Put(RowOf("a")), RowWrite.Delete(partition, "none")],
        ];

        foreach (var writes in losing)
        {
            Assert.Null(await table.TryCommitAsync(writes, default));
            Assert.Null(await table.FindAsync(partition, "a", default));
            Assert.Equal(guard, (await table.FindAsync(partition, "g", default))!.ETag);
        }
    }

    [Fact]
    public async Task A_transaction_gives_the_marks_of_its_rows_in_their_order()
    {
        await table.TryWriteAsync(RowWrite.Insert(RowOf("gone")), default);

        var etags = await table.TryCommitAsync([RowWrite.Insert(RowOf("b")), RowWrite.Delete(partition, "gone"), RowWrite.Put(RowOf("a"))], default);

        Assert.Equal((await table.FindAsync(partition, "b", default))!.ETag, etags!.Value[0]);
        Assert.Equal(string.Empty, etags.Value[1]);
        Assert.Equal((await table.FindAsync(partition, "a", default))!.ETag, etags.Value[2]);
    }

    [Fact]
    public async Task What_no_store_would_take_as_a_transaction_is_refused()
    {
        RowWrite[][] wrong =
        [
            [],
            [RowWrite.Put(RowOf("a")), RowWrite.Put(RowOf("a"))],
            [RowWrite.Put(RowOf("a")), RowWrite.Put(RowOf("b") with { Partition = partition + "x" })],
            [.. Enumerable.Range(0, 101).Select(index => RowWrite.Put(RowOf($"{index}")))],
        ];

        foreach (var writes in wrong)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => table.TryCommitAsync(writes, default));
        }
    }

    [Fact]
    public async Task Ranges_are_in_the_order_of_partition_and_key_and_hold_to_their_ends_and_tags()
    {
        foreach (var (part, key, tag) in new[] { ("b", "1", "x"), ("a", "2", "y"), ("a", "10", "x"), ("a", "1", "z"), ("c", "1", "x") })
        {
            var row = Row.Of($"{partition}.{part}", key, key, [new RowTag("T", tag)]);
            Assert.NotNull(await table.TryWriteAsync(RowWrite.Insert(row), default));
        }

        var a = RowQuery.Of($"{partition}.a");
        var all = new RowQuery { PartitionFrom = $"{partition}.", PartitionTo = $"{partition}.c" };
        Assert.Equal(["1", "10", "2"], await KeysAsync(a));
        Assert.Equal(["10"], await KeysAsync(a with { KeyFrom = "10", KeyTo = "2" }));
        Assert.Equal(["2"], await KeysAsync(a with { KeyFrom = "11" }));
        Assert.Equal(["1", "10", "2", "1"], await KeysAsync(all));
        Assert.Equal(["10", "1"], await KeysAsync(all with { Tags = [new TagMatch("T", "x")] }));
        Assert.Equal(["1", "2"], await KeysAsync(all with { Tags = [new TagMatch("T", "y", OrGreater: true)] }));
        Assert.Empty(await KeysAsync(all with { Tags = [new TagMatch("U", "x", OrGreater: true)] }));
    }

    [Fact]
    public async Task A_long_range_comes_whole_over_all_its_pages()
    {
        foreach (var batch in Enumerable.Range(0, 2300).Select(index => RowWrite.Insert(RowOf($"{index:D4}"))).Chunk(100))
        {
            Assert.NotNull(await table.TryCommitAsync(batch, default));
        }

        var keys = await KeysAsync(RowQuery.Of(partition));

        Assert.Equal(Enumerable.Range(0, 2300).Select(index => $"{index:D4}"), keys);
        Assert.Equal(keys, await KeysAsync(RowQuery.Of(partition) with { PageSize = 700 }));
    }

    private Row RowOf(string key) => Row.Of(partition, key, key);

    private async Task<List<string>> KeysAsync(RowQuery query)
    {
        var keys = new List<string>();
        await foreach (var row in table.QueryAsync(query, default))
        {
            keys.Add(row.Key);
        }

        return keys;
    }
}

public sealed class MemoryTableTests(MemoryStore store) : TableContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteTableTests(AzuriteStore store) : TableContract(store);
