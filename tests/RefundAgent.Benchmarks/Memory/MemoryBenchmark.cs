using RefundAgent.Benchmarks.Decisions;
using RefundAgent.Benchmarks.World;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Memory;

/// <summary>
/// Whether `serve` keeps what it has decided. Every tenth decision moves money; the others are new tickets of customers known already,
/// since Azurite looks through a whole table for each query and would be all that is measured.
/// </summary>
internal static class MemoryBenchmark
{
    private const int MoneyEvery = 10;
    private const int Chunk = 250;
    private const double AimMegabytes = 250;
    private static readonly int[] Marks = [1_000, 5_000, 10_000];

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var storage = await LocalStorage.StartAsync(cancellationToken);
        await using var product = new Product(storage);
        await using var serve = await ServeProcess.StartAsync(storage, cancellationToken);
        options.Report.Say($"\nResident memory of serve (aim {AimMegabytes} MB and flat): {Megabytes(serve):0} MB at the start");
        var marks = new SortedDictionary<int, double>();
        var done = 0;
        foreach (var mark in Marks.Select(mark => Math.Max(Chunk, (int)(mark * options.Scale / Chunk) * Chunk)).Distinct())
        {
            for (; done < mark; done += Chunk)
            {
                await DecideAsync(product, serve, done, cancellationToken);
            }

            marks[done] = Math.Round(Megabytes(serve), 1);
            options.Report.Say($"  after {done,6} decisions {marks[done]:0.0} MB");
        }

        if (marks.Count > 1)
        {
            var slope = (marks.Last().Value - marks.First().Value) * 1000 / (marks.Last().Key - marks.First().Key);
            options.Report.Say($"  slope {slope:0.00} MB for 1,000 decisions");
        }

        options.Report.Keep("memory, megabytes by decisions", marks);
    }

    private static async Task DecideAsync(Product product, ServeProcess serve, int done, CancellationToken cancellationToken)
    {
        BenchCase[] cases = [.. Enumerable.Range(done, Chunk).Select(at => new BenchCase(
            at % MoneyEvery == 0 ? CaseKind.Return : CaseKind.Escalation, BenchCase.FirstNumber + at))];
        await product.ImportOrdersAsync(
            TenantId.From("default"), cases.Where(subject => subject.MovesMoney).Select(subject => subject.OrderLine), cancellationToken);
        await Lanes.RunAsync(cases, (subject, cancelled) => serve.DecideAsync(subject.Body, cancelled), cancellationToken);
    }

    private static double Megabytes(ServeProcess serve) => serve.ResidentBytes / (1024 * 1024d);
}
