using RefundAgent.Benchmarks.World;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Decisions;

/// <summary>
/// Rounds of `serve` and rounds of the same storage calls bare, by turns in one run on one Azurite, so that both meet the same noise and
/// the same growing tables; every other pair begins with the other of the two.
/// </summary>
internal static class DecisionBenchmark
{
    private const double Aim = 0.8;

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        foreach (var mix in CaseMix.All)
        {
            await using var storage = await LocalStorage.StartAsync(cancellationToken);
            await RunAsync(mix, storage, options, cancellationToken);
        }
    }

    private static async Task RunAsync(CaseMix mix, LocalStorage storage, BenchOptions options, CancellationToken cancellationToken)
    {
        var report = options.Report;
        await using var product = new Product(storage);
        await using var serve = await ServeProcess.StartAsync(storage, cancellationToken);
        await product.ImportPolicyAsync(TenantId.From("default"), cancellationToken);
        using var tables = new FloorTables(storage);
        await CallCheck.RunAsync(product, cancellationToken);
        var floor = await FloorSide.LearnAsync(product, serve, tables, cancellationToken);
        report.Say($"\nDecisions, {mix.Name}: {options.Pairs} pairs of {options.Round} decisions, {Lanes.AtOnce} at once; {floor.Describe(mix)}");

        var pairs = new List<DecisionPair>();
        for (var pair = 0; pair <= options.Pairs; pair++)
        {
            var cases = mix.Cases(BenchCase.FirstNumber + 1000 + (pair * options.Round), options.Round);
            await product.ImportOrdersAsync(TenantId.From("default"), cases.Select(subject => subject.OrderLine), cancellationToken);
            await floor.PrepareAsync(cases, cancellationToken);
            var result = await RunPairAsync(cases, serve, floor, serveFirst: pair % 2 == 0, cancellationToken);
            report.Say($"  {(pair == 0 ? "warm-up" : $"pair {pair}"),-8} {result}");
            pairs.Add(result);
        }

        var summary = DecisionSummary.Of(pairs.Skip(1));
        report.Say($"  ratio    {summary.Ratio}, aim {Aim}: {(summary.Ratio.Median >= Aim ? "met" : "missed")}; CPU of serve {summary.CpuMilliseconds} ms a decision");
        report.Keep($"decisions, {mix.Name}", summary);
    }

    private static async Task<DecisionPair> RunPairAsync(
        BenchCase[] cases, ServeProcess serve, FloorSide floor, bool serveFirst, CancellationToken cancellationToken)
    {
        var bare = serveFirst ? null : await floor.RunAsync(cases, cancellationToken);
        var before = serve.Cpu;
        var served = await Lanes.RunAsync(cases, async (subject, cancelled) => Check(subject, await serve.DecideAsync(subject.Body, cancelled)), cancellationToken);
        var cpu = (serve.Cpu - before).TotalMilliseconds / cases.Length;
        bare ??= await floor.RunAsync(cases, cancellationToken);
        return new DecisionPair(served, bare, cpu);
    }

    private static void Check(BenchCase subject, string answer)
    {
        if (!answer.Contains(subject.Outcome, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"'{subject.Text}' was to be answered with {subject.Outcome}, not: {answer}");
        }
    }
}

/// <summary>One round of each.</summary>
/// <param name="Serve">Decisions over HTTP.</param>
/// <param name="Floor">Lists of bare calls.</param>
/// <param name="CpuMilliseconds">Of serve, for one decision.</param>
internal sealed record DecisionPair(Round Serve, Round Floor, double CpuMilliseconds)
{
    public double Ratio => Serve.PerSecond / Floor.PerSecond;

    public override string ToString() => FormattableString.Invariant(
        $"serve {Serve.PerSecond,6:0.0}/s (p50 {Serve.P50:0} ms, p99 {Serve.P99:0} ms)  floor {Floor.PerSecond,6:0.0}/s (p50 {Floor.P50:0} ms)  ratio {Ratio:0.00}  CPU {CpuMilliseconds:0.00} ms");
}

/// <summary>All pairs but the warm-up.</summary>
internal sealed record DecisionSummary(Spread Ratio, Spread ServePerSecond, Spread FloorPerSecond, Spread CpuMilliseconds)
{
    public static DecisionSummary Of(IEnumerable<DecisionPair> all)
    {
        DecisionPair[] pairs = [.. all];
        return new DecisionSummary(
            Spread.Of(pairs.Select(pair => pair.Ratio)),
            Spread.Of(pairs.Select(pair => pair.Serve.PerSecond)),
            Spread.Of(pairs.Select(pair => pair.Floor.PerSecond)),
            Spread.Of(pairs.Select(pair => pair.CpuMilliseconds)));
    }
}
