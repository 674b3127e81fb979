using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Adapters.Faults;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>When each process of a run dies, drawn from a seed: the named steps of a decision in turn, and moments of chance between them.</summary>
internal static class KillPlan
{
    /// <summary>Every third kill comes from outside, at a moment that no step names.</summary>
    private const int ByChanceEvery = 3;

    /// <summary>The steps that a decision, an answer, a message on a queue and the learner take, with how often one run surely takes them.</summary>
    private static readonly ImmutableArray<(string Step, int Often)> Steps =
    [
        ("DecisionsByTicket.query", 6),
        ("DecisionsByTicket.write", 6),
        ("Orders.query", 6),
        ("RefundLedger.query", 5),
        ("Decisions.transaction", 8),
        ("Spend.transaction", 4),
        ("RefundLedger.transaction", 4),
        ("gateway.refund", 4),
        ("SandboxPayments.find", 4),
        ("SandboxPayments.transaction", 4),
        ("RefundLedger.write", 3),
        ("Decisions.write", 3),
        ("gateway.list", 1),
        ("RefundLedger.find", 1),
        ("queue.tickets.send", 1),
        ("queue.tickets.receive", 3),
        ("queue.tickets.delete", 1),
        ("queue.feedback.send", 1),
        ("queue.feedback.receive", 1),
        ("queue.feedback.delete", 1),
        ("FeedbackInbox.write", 1),
        ("FeedbackLedger.transaction", 1),
        ("FeedbackInbox.transaction", 1),
        ("ControlLog.query", 3),
        ("LearnerCheckpoints.find", 1),
        ("LearnerCheckpoints.write", 1),
        ("ContextPointer.write", 1),
        ("LearnerRuns.write", 1),
        ("Leases.write", 1),
    ];

    public static ImmutableArray<Kill> Draw(int kills, Random chance)
    {
        var points = Steps.SelectMany(step => new[] { (step, Moment: KillMoment.Before), (step, Moment: KillMoment.After) }).ToArray();
        var next = 0;
        return
        [
            .. Enumerable.Range(0, kills).Select(index => index % ByChanceEvery == ByChanceEvery - 1
                ? new Kill(null, TimeSpan.FromMilliseconds(chance.Next(100, 2_500)))
                : AtPoint(points[next++ % points.Length])),
        ];

        Kill AtPoint(((string Name, int Often) Step, KillMoment Moment) point) =>
            new(new KillPoint(point.Step.Name, point.Moment, chance.Next(1, point.Step.Often + 1)), Kill.Patience);
    }
}

/// <param name="At">Where the process ends itself; null for a kill from outside.</param>
/// <param name="After">How long after it listens it is killed from outside, whatever it was told.</param>
internal sealed record Kill(KillPoint? At, TimeSpan After)
{
    /// <summary>For a process to come to its point.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(5);

    public static string Chance => "a moment of chance";

    /// <summary>Without the count, as the report sums them up.</summary>
    public string Name => At is null ? Chance : string.Create(CultureInfo.InvariantCulture, $"{At.Step}, {(At.Moment == KillMoment.Before ? "before" : "after")}");
}
