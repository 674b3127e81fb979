using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Benchmarks.Learning;

/// <summary>The clauses of the written airline policy, so that one of them can be turned in the verdicts; the learner never sees them.</summary>
internal static class AirlineClauses
{
    /// <summary>A clause that more cases than this touch is another experiment: half of the policy changes.</summary>
    public const double MostTouched = 0.27;

    /// <summary>Below this too few cases after the flip touch it to measure anything.</summary>
    public const double LeastTouched = 0.05;

    public static ImmutableArray<Flip> Flips { get; } =
    [
        new("business", Outcome.Deny), new("business", Outcome.Escalate), new("flown", Outcome.Deny), new("flown", Outcome.Approve), new("else", Outcome.Escalate),
        new("insured", Outcome.Deny), new("else", Outcome.Approve, 50), new("insured", Outcome.Approve, 80), new("24 hours", Outcome.Deny), new("cancelled", Outcome.Escalate),
    ];

    /// <returns>Null where the line is no airline's.</returns>
    public static string? Of(HistoryLine line)
    {
        if (line.Facts.GetValueOrDefault("flight.statuses") is not FactValue.List { Values: var statuses })
        {
            return null;
        }

        return statuses.Contains("landed") || statuses.Contains("flying") ? "flown"
            : line.Facts.GetValueOrDefault("booking.hours_since") is FactValue.Number { Value: <= 24 } ? "24 hours"
            : statuses.Contains("cancelled") ? "cancelled"
            : line.Facts.GetValueOrDefault("booking.cabin") is FactValue.Text { Value: "business" } ? "business"
            : line.Facts.GetValueOrDefault("booking.insured") is FactValue.Flag { Value: true } && line.Reason is "health" or "weather" ? "insured"
            : "else";
    }
}

/// <param name="Clause">Whose verdicts turn.</param>
/// <param name="To">What people say from then on.</param>
/// <param name="Percent">Of what was paid, for an approval.</param>
internal sealed record Flip(string Clause, Outcome To, int Percent = 100)
{
    public string Name => $"{Clause} → {To.ToString().ToLowerInvariant()}{(Percent < 100 ? $" {Percent} %" : "")}";

    public HistoryLine Turn(HistoryLine line) => AirlineClauses.Of(line) != Clause ? line : line with
    {
        Outcome = To,
        Amount = To == Outcome.Approve && Percent < 100 && line.Paid is { } paid
            ? new Money((long)Math.Round(paid.MinorUnits * (Percent / 100m), MidpointRounding.ToEven), paid.Currency)
            : null,
    };

    public double Touched(IReadOnlyCollection<HistoryLine> history) =>
        history.Count == 0 ? 0 : (double)history.Count(line => AirlineClauses.Of(line) == Clause && Turn(line) != line) / history.Count;
}
