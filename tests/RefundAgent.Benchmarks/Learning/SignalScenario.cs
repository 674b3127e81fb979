using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Learning.Replay;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Learning;

/// <summary>What customers signal, and what staff write in notes, changes no byte of what is learned.</summary>
internal static class SignalScenario
{
    private const int Signals = 1000;

    public static IEnumerable<Measure> Run(LearningBench bench, CancellationToken cancellationToken)
    {
        if (bench.History.IsEmpty)
        {
            return [];
        }

        var plain = Fold(bench, 0, []);
        cancellationToken.ThrowIfCancellationRequested();
        return
        [
            .. Measure.Of("signals", "1,000 happy customers change it (count)", [Fold(bench, Signals, []) == plain ? 0 : 1], Target.AtMost(0)),
            .. bench.Injections.IsEmpty ? [] : Measure.Of("signals", "injections in notes change it (count)", [Fold(bench, 0, [.. bench.Injections]) == plain ? 0 : 1], Target.AtMost(0)),
        ];
    }

    private static string Fold(LearningBench bench, int signals, string[] notes)
    {
        var learner = Learner.Start(LearnerTerms.Of(bench.Policy) with { Epoch = bench.Options.Batch });
        var sequence = 0L;
        for (var place = 0; place < bench.History.Length; place++)
        {
            var (line, note) = (bench.History[place], notes.Length == 0 ? null : notes[place % notes.Length]);
            var about = CaseOf(line, place);
            learner.Observe(new LabelledEvent(
                new LedgerEntry(++sequence, Event(about, sequence, FeedbackKind.Ruling, line.Reviewer, Roles.Agent) with { Outcome = line.Outcome, Amount = line.Amount, Note = note, Reason = note }),
                about));
            for (var signal = signals * place / bench.History.Length; signal < signals * (place + 1) / bench.History.Length; signal++)
            {
                learner.Observe(new LabelledEvent(new LedgerEntry(++sequence, Happy(about, sequence, signal)), about));
            }
        }

        return ContextDigest.Sha256(learner.Head(new HeadTerms { Policy = bench.Policy }, new ContextVersion(1)));
    }

    /// <summary>A rating, a confirmation, and a ruling that asks for more, all by the customer; the connection that passes them on may do none of this.</summary>
    private static FeedbackEvent Happy(LabelledCase about, long sequence, int signal) => (signal % 3) switch
    {
        0 => Event(about, sequence, FeedbackKind.Csat, "customer", Roles.System) with { Score = 5 },
        1 => Event(about, sequence, FeedbackKind.Confirm, "customer", Roles.System),
        _ => Event(about, sequence, FeedbackKind.Ruling, "customer", Roles.None) with { Outcome = Outcome.Approve },
    };

    private static FeedbackEvent Event(LabelledCase about, long sequence, FeedbackKind kind, string by, Roles roles) => new()
    {
        Id = new EventId($"e{sequence}"),
        Tenant = new TenantId("bench"),
        Decision = about.Decision,
        Claim = about.Claim,
        Kind = kind,
        By = new PrincipalId(by),
        Roles = roles,
        At = DateTimeOffset.UnixEpoch,
    };

    private static LabelledCase CaseOf(HistoryLine line, int place) => new()
    {
        Decision = new DecisionId($"d{place}"),
        Claim = new ClaimId("c1"),
        Facts = LearnableFacts.Of(line.Facts.Select(fact => new Fact(fact.Key, fact.Value, new FactSource(FactOrigin.System, "history")))),
        Proposed = Outcome.Escalate,
        Ruled = Outcome.Escalate,
        Items = [],
        Segment = "bench→escalate",
        Fold = place % 5,
        Customer = line.Customer,
        Paid = line.Paid,
        Entitled = line.Paid,
    };
}
