using RefundAgent.Benchmarks.World;

namespace RefundAgent.Benchmarks.Webhooks;

/// <summary>Rounds of the product's door and of the bare one by turns, every other pair beginning with the other, and what they come to.</summary>
internal static class DoorPairs
{
    /// <summary>Rounds before the first that counts: until the runtime has compiled both doors for good, the compiler is measured as well.</summary>
    public const int WarmUp = 4;

    private const double AimMilliseconds = 500;
    private const double AimRatio = 1.5;

    /// <param name="scene">For the reader.</param>
    /// <param name="product">Where the product takes deliveries.</param>
    /// <param name="bare">Where the floor does.</param>
    /// <param name="rounds">Deliveries of each pair, those to warm up first; both doors get the same.</param>
    public static async Task RunAsync(
        string scene, Uri product, Uri bare, IReadOnlyList<Signed[]> rounds, Report report, CancellationToken cancellationToken)
    {
        using var senders = new Senders();
        report.Say($"\nAcknowledging webhooks, {scene}: {rounds.Count - WarmUp} pairs of {rounds[0].Length} deliveries of {rounds[0][0].Body.Length} bytes, {Senders.AtOnce} senders at once, in milliseconds");
        var pairs = new List<DoorPair>();
        for (var pair = 0; pair < rounds.Count; pair++)
        {
            var floorFirst = pair % 2 == 1;
            var floor = floorFirst ? await senders.SendAsync(bare, rounds[pair], cancellationToken) : null;
            var ours = await senders.SendAsync(product, rounds[pair], cancellationToken);
            floor ??= await senders.SendAsync(bare, rounds[pair], cancellationToken);
            var result = new DoorPair(ours, floor);
            report.Say($"  {(pair < WarmUp ? "warm-up" : $"pair {pair - WarmUp + 1}"),-8} {result}");
            pairs.Add(result);
        }

        var summary = DoorSummary.Of(pairs.Skip(WarmUp));
        report.Say($"  p99      {summary.P99} ms, aim below {AimMilliseconds}: {(summary.P99.Max < AimMilliseconds ? "met in each pair" : "missed")}; floor {summary.FloorP99} ms");
        report.Say($"  ratio    {summary.P99Ratio} at p99, {summary.P50Ratio} at p50, aim at most {AimRatio}: {(summary.P99Ratio.Median <= AimRatio ? "met" : "missed")}");
        report.Keep($"webhooks, {scene}", summary);
    }
}

/// <summary>One round of each.</summary>
internal sealed record DoorPair(Round Product, Round Floor)
{
    public override string ToString() => FormattableString.Invariant(
        $"product p50 {Product.P50,5:0} p99 {Product.P99,5:0} ({Product.PerSecond:0}/s)  floor p50 {Floor.P50,5:0} p99 {Floor.P99,5:0} ({Floor.PerSecond:0}/s)  ratio {Product.P99 / Floor.P99:0.00} at p99");
}

/// <summary>All pairs but those to warm up, in milliseconds.</summary>
internal sealed record DoorSummary(Spread P50, Spread P99, Spread FloorP50, Spread FloorP99, Spread P50Ratio, Spread P99Ratio)
{
    public static DoorSummary Of(IEnumerable<DoorPair> all)
    {
        DoorPair[] pairs = [.. all];
        return new DoorSummary(
            Spread.Of(pairs.Select(pair => pair.Product.P50)),
            Spread.Of(pairs.Select(pair => pair.Product.P99)),
            Spread.Of(pairs.Select(pair => pair.Floor.P50)),
            Spread.Of(pairs.Select(pair => pair.Floor.P99)),
            Spread.Of(pairs.Select(pair => pair.Product.P50 / pair.Floor.P50)),
            Spread.Of(pairs.Select(pair => pair.Product.P99 / pair.Floor.P99)));
    }
}
