using System.Collections.Immutable;
using RefundAgent.Benchmarks.Kills;

namespace RefundAgent.Benchmarks.Redeploys;

/// <param name="OldBuild">The refund-agent.dll of an older build.</param>
/// <param name="Requests">How many are asked.</param>
/// <param name="Seed">Of the shop.</param>
/// <param name="Phase">How long each process lives.</param>
/// <param name="Settle">How long the migration waits for other processes.</param>
/// <param name="Progress">For people who wait.</param>
internal sealed record RedeployOptions(
    string OldBuild, int Requests, int Seed, TimeSpan Phase, TimeSpan Settle, TextWriter Progress);

/// <summary>What came of a run.</summary>
internal sealed record RedeployResult
{
    public required Zeros Zeros { get; init; }

    public required ImmutableArray<string> Findings { get; init; }

    public required MoneyMoved Money { get; init; }

    public required ImmutableArray<RedeployPhase> Phases { get; init; }

    public required int Requests { get; init; }

    public required int Webhooks { get; init; }

    public required int Feedback { get; init; }

    public required int FeedbackInLedger { get; init; }

    public required int SentAgain { get; init; }

    public required MigrationNote Migration { get; init; }

    /// <summary>What the old build does when it is started on the raised store.</summary>
    public required string TooOld { get; init; }

    public required int Replayed { get; init; }

    public required double SettleSeconds { get; init; }

    public required double Seconds { get; init; }
}

/// <param name="Name">Who worked.</param>
/// <param name="Taken">Messages that somebody began to decide.</param>
/// <param name="Waiting">Messages in both queues at its end.</param>
/// <param name="Open">Requests without an answer at its end.</param>
internal sealed record RedeployPhase(string Name, int Taken, int Waiting, int Open);

/// <param name="Killed">The first was in the middle.</param>
/// <param name="Rewritten">Rows by then.</param>
/// <param name="Table">That it had come to.</param>
/// <param name="WithOldBuild">What the second says, while an old build is at work.</param>
/// <param name="Poison">Messages that the old build gave up meanwhile.</param>
/// <param name="ExitCode">Of the third, without it.</param>
/// <param name="Words">What that one says.</param>
/// <param name="Seconds">That it took.</param>
internal sealed record MigrationNote(
    bool Killed, long Rewritten, string Table, string WithOldBuild, int Poison, int ExitCode, string Words, double Seconds);
