using System.Diagnostics;
using Azure.Data.Tables;
using RefundAgent.Benchmarks.Decisions;
using RefundAgent.Benchmarks.Induction;
using RefundAgent.Benchmarks.World;
using RefundAgent.Context;
using RefundAgent.Learning;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Folding;

/// <summary>
/// What a process pays once for a version of 500 items: reading it as the product does, parsed and verified, against reading the same rows
/// bare. After that a decision reads one row to see that the version is still in force.
/// </summary>
internal static class SnapshotBenchmark
{
    private static readonly TenantId Tenant = new("bench");

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var storage = await LocalStorage.StartAsync(cancellationToken);
        await using var product = new Product(storage);
        await product.PrepareAsync(cancellationToken);
        using var floor = new FloorTables(storage);
        var learner = Learner.Start(FoldBenchmark.Terms);
        foreach (var each in VerdictStream.Draw(new PolicyStream(7), 1, 1000))
        {
            learner.Observe(each);
        }

        var contexts = product.Get<IContextStore>();
        var version = new ContextVersion(1);
        var head = learner.Head(new HeadTerms { Policy = FoldBenchmark.Policy }, version);
        if (!await contexts.SaveAsync(Tenant, head, cancellationToken))
        {
            throw new InvalidOperationException("The fresh storage has a version already.");
        }

        var (headers, items) = (floor.Clients.Tables.GetTableClient(TableNames.ContextVersions), floor.Clients.Tables.GetTableClient(TableNames.ContextItems));
        var ratios = new List<double>();
        var milliseconds = new List<double>();
        for (var pair = 0; pair <= options.Pairs; pair++)
        {
            var bare = await TimeAsync(async () =>
            {
                await CountAsync(headers, cancellationToken);
                await CountAsync(items, cancellationToken);
            });
            var loaded = await TimeAsync(() => contexts.FindAsync(Tenant, version, cancellationToken));
            if (pair > 0)
            {
                ratios.Add(loaded / bare);
                milliseconds.Add(1000 * loaded);
            }
        }

        milliseconds.Sort();
        var spread = Spread.Of(ratios);
        options.Report.Say($"\nReading a version of {head.Items.Length} items: {milliseconds[milliseconds.Count / 2]:0} ms; against the same rows bare: {spread}");
        options.Report.Keep("snapshot, ratio", spread);
    }

    private static async Task CountAsync(TableClient table, CancellationToken cancellationToken)
    {
        await foreach (var _ in table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
        }
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
