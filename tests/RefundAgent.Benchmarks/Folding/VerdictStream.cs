using System.Globalization;
using RefundAgent.Amounts;
using RefundAgent.Benchmarks.Induction;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Folding;

/// <summary>The verdicts of a made-up team as the learner gets them: rows of a ledger, each joined with its case.</summary>
internal static class VerdictStream
{
    private const int Customers = 5000;

    private static readonly TenantId Tenant = new("bench");
    private static readonly ClaimId Claim = new("c1");
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Money Paid = Money.Parse("80.00", Currency.Usd);

    /// <param name="stream">Whose verdicts.</param>
    /// <param name="first">Number of the first row.</param>
    /// <param name="count">How many.</param>
    public static List<LabelledEvent> Draw(PolicyStream stream, long first, int count) =>
        [.. (stream with { Seed = stream.Seed + (int)(first % 100_003) }).Draw(count).Select((about, index) => EventOf(about, first + index))];

    private static LabelledEvent EventOf(EvidenceCase about, long sequence)
    {
        var decision = new DecisionId(string.Create(CultureInfo.InvariantCulture, $"d{sequence:D12}"));
        var outcome = about.Label.Outcome;
        var said = new FeedbackEvent
        {
            Id = new EventId(decision.Value),
            Tenant = Tenant,
            Decision = decision,
            Claim = Claim,
            Kind = FeedbackKind.Ruling,
            By = about.Reviewer,
            Roles = Roles.Agent,
            Outcome = outcome,
            Amount = about.Label.Basis is AmountBasis.ShareOfPaid share ? new Money((long)(Paid.MinorUnits * share.Share), Paid.Currency) : null,
            At = At,
        };
        return new LabelledEvent(new LedgerEntry(sequence, said), new LabelledCase
        {
            Decision = decision,
            Claim = Claim,
            Facts = about.Facts,
            Proposed = outcome,
            Ruled = outcome,
            RuledAmount = outcome == Outcome.Approve ? Paid : null,
            Items = [new LearnedItemId("g1")],
            Segment = $"guideline:{about.Facts["claim.reason"]}",
            Fold = about.Fold,
            Customer = string.Create(CultureInfo.InvariantCulture, $"customer{sequence % Customers}"),
            Paid = Paid,
            Entitled = Paid,
        });
    }
}
