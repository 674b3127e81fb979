using System.Collections.Immutable;
using System.Diagnostics;
using RefundAgent.Amounts;
using RefundAgent.Benchmarks.Induction;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Learning;
using RefundAgent.Policies;

namespace RefundAgent.Benchmarks.Folding;

/// <summary>
/// What the learner costs an event: counting alone, and with rules, gate and changes of mind; whether that stays the same as the ledger grows;
/// and what it keeps in memory. In processor time of one thread, which a busy machine stretches less than the clock's. Needs no storage.
/// </summary>
internal static class FoldBenchmark
{
    private const int Chunk = 10_000;
    private const int Early = 10_000;
    private const int AimCounted = 200_000;
    private const int AimWhole = 5_000;
    private const double AimGrowth = 1.2;

    public static readonly LearnerTerms Terms = new()
    {
        Prices = new MistakePrices(1, 1.5m, Money.Parse("6.00", Currency.Usd)),
    };

    private static readonly ImmutableArray<(string Name, PolicyStream Stream)> Streams =
    [
        ("a team at one", new PolicyStream(7)),
        ("2 % mistakes", new PolicyStream(7) { Noise = 0.02 }),
        ("4 % mistakes", new PolicyStream(7) { Noise = 0.04 }),
    ];

    public static Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        Counted(options);
        foreach (var (name, stream) in Streams)
        {
            Whole(options, name, stream, cancellationToken);
        }

        return Task.CompletedTask;
    }

    /// <summary>Without rules: who may speak, which case, which label, whose agreement; against a loop that only puts each case into a map.</summary>
    private static void Counted(BenchOptions options)
    {
        var events = VerdictStream.Draw(Streams[0].Stream, 1, 200_000);
        var ratios = new List<double>();
        double rate = 0;
        for (var round = 0; round <= options.Pairs; round++)
        {
            var floor = Seconds(() =>
            {
                var cases = new Dictionary<(Records.DecisionId, Records.ClaimId), Outcome?>();
                foreach (var each in events)
                {
                    cases[(each.Case!.Decision, each.Case.Claim)] = each.Entry.Event.Outcome;
                }
            });
            var counted = Seconds(() =>
            {
                var learner = Learner.Start(Terms with { Without = Ablation.Rules });
                foreach (var each in events)
                {
                    learner.Observe(each);
                }
            });
            if (round > 0)
            {
                ratios.Add(counted / floor);
                rate = Math.Max(rate, events.Count / counted);
            }
        }

        ratios.Sort();
        options.Report.Say($"\nCounting events, one core: {rate:N0} a second (aim {AimCounted:N0}); {ratios[ratios.Count / 2]:0.0} times a loop that only fills a map");
        options.Report.Keep("counted, events a second", rate);
    }

    private static void Whole(BenchOptions options, string name, PolicyStream stream, CancellationToken cancellationToken)
    {
        var last = Math.Max(4 * Early, (int)(1_000_000 * options.Scale));
        _ = Fold(Learner.Start(Terms), stream, 1, 4000);
        var learner = Learner.Start(Terms);
        double early = 0, late = 0, total = 0;
        for (var done = 0; done < last; done += Chunk)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var seconds = Fold(learner, stream, done + 1, Chunk);
            total += seconds;
            early += done is >= Early and < 4 * Early ? seconds / 3 : 0;
            late += done >= last - (3 * Chunk) ? seconds / 3 : 0;
        }

        GC.Collect();
        var megabytes = GC.GetTotalMemory(true) / (1024 * 1024d);
        options.Report.Say($"\nThe whole learner, {name}, {last:N0} events, epochs of {Terms.Epoch}");
        options.Report.Say($"  {last / total:N0} events a second (aim {AimWhole:N0}); {1e6 * early / Chunk:0} µs an event from 10,000, {1e6 * late / Chunk:0} µs at the end: {late / early:0.00} times (aim {AimGrowth})");
        options.Report.Say($"  {learner.Cases.Count:N0} cases in evidence, {megabytes:0.0} MB held, checkpoint {CanonicalJson.WriteUtf8(learner.Checkpoint()).Length / 1024:N0} KiB of JSON");
        var compose = Seconds(() => learner.Head(new HeadTerms { Policy = Policy }, new ContextVersion(1)));
        options.Report.Say($"  composing the head: {1000 * compose:0.0} ms");
        options.Report.Keep($"whole, {name}", new { EventsASecond = last / total, Growth = late / early, Megabytes = megabytes, ComposeMilliseconds = 1000 * compose });
        GC.KeepAlive(learner);
    }

    private static double Fold(Learner learner, PolicyStream stream, long first, int count)
    {
        var events = VerdictStream.Draw(stream, first, count);
        return Seconds(() =>
        {
            foreach (var each in events)
            {
                learner.Observe(each);
            }

            learner.TakeTrials();
            learner.TakeChanges();
        });
    }

    private static double Seconds(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        work();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    public static RefundPolicy Policy { get; } = new()
    {
        Version = new PolicyVersion("bench"),
        Name = "bench",
        Mode = Mode.Earned,
        Rules = [],
        Limits = new Limits(Money.Parse("500.00", Currency.Usd), Money.Parse("1000.00", Currency.Usd)),
        Discretion = new Discretion(Money.Parse("500.00", Currency.Usd), [Outcome.Approve, Outcome.Deny]),
        Prices = Terms.Prices,
        Autonomy = new AutonomyTerms(0.95, 0.05, Money.Parse("1000.00", Currency.Usd)),
    };
}
