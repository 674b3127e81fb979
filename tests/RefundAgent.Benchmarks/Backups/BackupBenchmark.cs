using System.Globalization;
using Azure.Data.Tables;
using RefundAgent.Adapters.Storage;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Benchmarks.Redeploys;
using RefundAgent.Benchmarks.World;
using RefundAgent.Cli;

namespace RefundAgent.Benchmarks.Backups;

/// <summary>
/// `backup` and `restore` as processes of their own against what the storage client alone takes to read the same rows and to write them, the
/// restore killed in the middle; and `migrate` of the same rows from format 1.
/// </summary>
internal static class BackupBenchmark
{
    private const int AtOnce = 8;
    private const int Customers = 3000;

    public static async Task<BackupFigures> RunAsync(int rows, TextWriter progress, CancellationToken cancellationToken)
    {
        await using var storage = await LocalStorage.StartAsync(cancellationToken);
        await using var second = await LocalStorage.StartAsync(cancellationToken);
        await using var third = await LocalStorage.StartAsync(cancellationToken);
        await using var product = new Product(storage);
        await product.PrepareAsync(cancellationToken);
        await FillAsync(product.Get<PlainTables>().Tables, rows, cancellationToken);
        progress.WriteLine($"{rows} rows are there.");

        var agent = new AgentBuild("this", AgentBuild.OfThisProgram, storage);
        var elsewhere = new AgentBuild("this", AgentBuild.OfThisProgram, second);
        var folder = Path.Combine(storage.Folder, "backup");
        await SetFormatAsync(product, cancellationToken);

        var (bareRead, content) = await TimeAsync(() => ReadBareAsync(storage, cancellationToken));
        var (backup, taken) = await TimeAsync(() => agent.RunAsync(["backup", folder], cancellationToken));
        progress.WriteLine(taken.Output);
        await using (var target = new Product(third))
        {
            await target.PrepareAsync(cancellationToken);
        }

        var (bareWrite, _) = await TimeAsync(async () =>
        {
            await WriteBareAsync(third, content, cancellationToken);
            return true;
        });

        var (untilKilled, _) = await TimeAsync(() => elsewhere.RunAsync(
            ["restore", folder], cancellationToken, () => Task.Delay(TimeSpan.FromSeconds(bareWrite / 2), RealClock.Time, cancellationToken)));
        var (afterwards, restored) = await TimeAsync(() => elsewhere.RunAsync(["restore", folder], cancellationToken));
        progress.WriteLine(restored.Output);
        if (taken.ExitCode != 0 || restored.ExitCode != 0)
        {
            throw new InvalidOperationException($"backup ended with {taken.ExitCode}, restore with {restored.ExitCode}.");
        }

        var again = Path.Combine(storage.Folder, "again");
        await elsewhere.RunAsync(["backup", again], cancellationToken);
        var (migrate, raised) = await TimeAsync(() => agent.RunAsync(["migrate", "--settle", "50ms"], cancellationToken));
        progress.WriteLine(raised.Output);
        return new BackupFigures(
            rows, new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length), bareRead, backup, bareWrite, untilKilled + afterwards, migrate, SameFiles(folder, again));
    }

    /// <summary>The tables that grow with use, in the sizes and the partitions that they have there, as builds of before wrote them.</summary>
    private static async Task FillAsync(ITables tables, int rows, CancellationToken cancellationToken)
    {
        var letters = string.Concat(Enumerable.Range(0, 40).Select(number => $"word{number * 7919 % 1000} "));
        await FillAsync(tables[TableNames.Decisions], rows / 2, row => ($"default.{79738888 - (row / 1000)}", $"{row:D9}.d"), letters + letters + letters, cancellationToken);
        await FillAsync(tables[TableNames.RefundLedger], rows / 5, row => ($"default.customer-{row % Customers}", $"refund.{row:D9}"), letters, cancellationToken);
        await FillAsync(tables[TableNames.FeedbackLedger], rows / 5, row => ("default", $"s.{row:D19}"), letters, cancellationToken);
        await FillAsync(tables[TableNames.Orders], rows / 10, row => ($"default.c.customer-{row % Customers}", $"order-{row}"), letters, cancellationToken);
    }

    private static Task FillAsync(
        ITable table, int count, Func<int, (string Partition, string Key)> keyOf, string text, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count).GroupBy(row => keyOf(row).Partition).SelectMany(same => same.Chunk(RowWrite.MostInOneTransaction)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (chunk, stopped) => await table.TryCommitAsync(
                [.. chunk.Select(row => RowWrite.Insert(Row.Of(keyOf(row).Partition, keyOf(row).Key, new { row, text })).In(StorageFormat.Oldest))],
                stopped));

    /// <summary>As a store of before formats is.</summary>
    private static async Task SetFormatAsync(Product product, CancellationToken cancellationToken)
    {
        var states = product.Get<StoreStates>();
        var (state, etag) = await states.ReadAsync(cancellationToken);
        await states.WriteAsync(state with { Format = StorageFormat.Oldest }, etag, cancellationToken);
    }

    private static async Task<List<(string Table, TableEntity Row)>> ReadBareAsync(LocalStorage storage, CancellationToken cancellationToken)
    {
        var rows = new List<(string Table, TableEntity Row)>();
        var service = new TableServiceClient(storage.ConnectionString);
        foreach (var name in TableNames.All)
        {
            await foreach (var row in service.GetTableClient(name).QueryAsync<TableEntity>(maxPerPage: 1000, cancellationToken: cancellationToken))
            {
                rows.Add((name, row));
            }
        }

        return rows;
    }

    private static async Task WriteBareAsync(LocalStorage storage, List<(string Table, TableEntity Row)> rows, CancellationToken cancellationToken)
    {
        var service = new TableServiceClient(storage.ConnectionString);
        await Parallel.ForEachAsync(
            rows.GroupBy(row => (row.Table, row.Row.PartitionKey)).SelectMany(same => same.Chunk(RowWrite.MostInOneTransaction)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (chunk, stopped) => await service.GetTableClient(chunk[0].Table).SubmitTransactionAsync(
                chunk.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row.Row)), stopped));
    }

    private static bool SameFiles(string one, string other) => Directory.EnumerateFiles(one, "*.gz").All(file =>
        Path.GetFileName(file) is "ContextPointer.jsonl.gz" or "Policies.jsonl.gz"
        || File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(other, Path.GetFileName(file)))));

    private static async Task<(double Seconds, T Result)> TimeAsync<T>(Func<Task<T>> work)
    {
        var began = RealClock.Time.GetTimestamp();
        var result = await work();
        return (RealClock.Time.GetElapsedTime(began).TotalSeconds, result);
    }
}

/// <param name="Rows">In the store.</param>
/// <param name="Bytes">Of the backup on disk.</param>
/// <param name="BareReadSeconds">The storage client alone, reading them.</param>
/// <param name="BackupSeconds">The command.</param>
/// <param name="BareWriteSeconds">The storage client alone, writing them in batches of a partition, eight at once.</param>
/// <param name="RestoreSeconds">The command, killed in the middle and run again: both, and the comparison.</param>
/// <param name="MigrateSeconds">From format 1 to 2, every row.</param>
/// <param name="Identical">A backup of the restored store has the same files.</param>
internal sealed record BackupFigures(
    int Rows, long Bytes, double BareReadSeconds, double BackupSeconds, double BareWriteSeconds, double RestoreSeconds, double MigrateSeconds, bool Identical)
{
    public string Table => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        | {Rows:N0} rows on Azurite | seconds | rows/s | ratio to the floor |
        |---|---|---|---|
        | floor of a backup: the storage client alone reads every row | {BareReadSeconds:0.0} | {Rows / BareReadSeconds:N0} | 1 |
        | `backup` (process start, packing and checksums included), {Bytes / 1048576d:0.0} MiB | {BackupSeconds:0.0} | {Rows / BackupSeconds:N0} | {BackupSeconds / BareReadSeconds:0.0} |
        | floor of a restore: the storage client alone writes every row, in batches, eight at once | {BareWriteSeconds:0.0} | {Rows / BareWriteSeconds:N0} | 1 |
        | `restore`, killed in the middle and run again (both; verifying before, and comparing after, included) | {RestoreSeconds:0.0} | {Rows / RestoreSeconds:N0} | {RestoreSeconds / BareWriteSeconds:0.0} |
        | `migrate` of every row from format 1 to 2, and the look at all of them afterwards | {MigrateSeconds:0.0} | {Rows / MigrateSeconds:N0} | |

        A backup of the restored store has the same files, byte for byte: {(Identical ? "yes" : "NO")}. {Machine.Describe()}.
        """);
}
