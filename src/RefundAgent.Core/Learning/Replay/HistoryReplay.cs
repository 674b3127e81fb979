using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Learning.Replay;

/// <summary>
/// Replays a team's history as if the agent had been there: each case is decided by the same advisor and policy as live before its verdict
/// is seen, and the verdict goes to the same learner. Pure: the same history, policy and options give the same report.
/// </summary>
public sealed class HistoryReplay
{
    private static readonly DateTimeOffset UndatedStart = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RefundPolicy policy;
    private readonly ReplayOptions options;
    private readonly ReviewSample sample;
    private readonly List<ReplayedCase> replayed = [];
    private readonly List<LabelledEvent> ledger = [];
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);
    private LearnerState state = LearnerState.Empty;
    private LearnedContext head = LearnedContext.Empty;

    private HistoryReplay(RefundPolicy policy, ReplayOptions options)
    {
        this.policy = policy;
        this.options = options;
        sample = new ReviewSample(options.Feedback == ReplayFeedback.Reviewed ? policy.Autonomy.ReviewShare : 0);
    }

    /// <param name="history">In the order of the ledger.</param>
    /// <param name="policy">The ceiling on what the agent may do.</param>
    /// <param name="options">How to replay.</param>
    /// <param name="progress">Told how many cases are done; null for nobody.</param>
    /// <param name="cancellationToken">Looked at between two cases.</param>
    public static ReplayReport Run(
        IReadOnlyList<HistoryLine> history,
        RefundPolicy policy,
        ReplayOptions options,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var replay = new HistoryReplay(policy, options);
        foreach (var line in history)
        {
            cancellationToken.ThrowIfCancellationRequested();
            replay.Play(line);
            progress?.Report(replay.replayed.Count);
        }

        return ReplaySummary.Of(replay.replayed, options, policy.Currency, replay.Result(), replay.head.Version.Number);
    }

    private void Play(HistoryLine line)
    {
        var now = line.At ?? UndatedStart.AddMinutes(replayed.Count);
        var file = ReplayCase.Open(line, policy.Currency, now);
        var finding = policy.Find(file);
        var proposal = PrecedentAdvisor.Propose(file, finding, head);
        var autonomy = AutonomyOf(finding, proposal);
        var ruling = policy.Rule(file, proposal, autonomy, now);
        var decision = DecisionOf(line);
        var sampled = !ruling.WaitsForPerson && ruling is Ruling.Approve or Ruling.Deny && sample.Draws(decision);
        replayed.Add(new ReplayedCase(line, ruling, finding.Entitlement!.Amount, sampled));
        if (options.Feedback == ReplayFeedback.All || sampled || ruling.WaitsForPerson || ruling is Ruling.Ask or Ruling.Escalate)
        {
            Learn(line, decision, file, new ClaimRecord
            {
                Id = new ClaimId("c1"),
                Request = file.Claim.Request,
                Proposal = proposal,
                Ruling = ruling,
                Autonomy = autonomy,
                Status = ClaimStatus.Answered,
            });
        }
    }

    /// <summary>As live, but that a learned ruling acts alone only with enough different people behind it.</summary>
    private Autonomy AutonomyOf(PolicyFinding finding, Proposal proposal)
    {
        var earned = head.AutonomyOf(proposal.Segment);
        return finding.Rule is { Handling: Handling.Auto } ? earned with { State = AutonomyState.Auto }
            : PeopleBehind(proposal) < options.Quorum && finding.Rule is null ? earned with { State = AutonomyState.Suggest }
            : earned;
    }

    private int PeopleBehind(Proposal proposal) =>
        head.Items.Where(item => proposal.Items.Contains(item.Id)).SelectMany(item => item.Reviewers).Distinct().Count();

    private void Learn(HistoryLine line, DecisionId decision, CaseFile file, ClaimRecord claim)
    {
        var said = new FeedbackEvent
        {
            Id = new EventId(decision.Value),
            Tenant = ReplayCase.Tenant,
            Decision = decision,
            Claim = claim.Id,
            Kind = FeedbackKind.Ruling,
            By = new PrincipalId(line.Reviewer),
            Roles = Roles.Agent,
            Outcome = line.Outcome,
            Amount = line.Amount,
            At = file.Ticket.ReceivedAt,
        };
        var labelled = new LabelledEvent(
            new LedgerEntry(ledger.Count + 1, said), LabelledCases.Of(decision, claim, [.. file.Facts.Values]), []);
        ledger.Add(labelled);
        state = Learner.Fold(state, labelled);
        if (ledger.Count % options.Batch == 0)
        {
            head = state.ToContext(head.Version.Next);
        }
    }

    /// <summary>All that the ledger teaches in the end, without those who were revoked.</summary>
    private LearnedContext Result() => (options.Revoke is { } revoked
        ? ledger.Where(each => each.Entry.Event.By != revoked).Aggregate(LearnerState.Empty, Learner.Fold)
        : state).ToContext(head.Version);

    /// <summary>Histories that name a case twice have two verdicts on two cases.</summary>
    private DecisionId DecisionOf(HistoryLine line)
    {
        var times = seen[line.Id] = seen.GetValueOrDefault(line.Id) + 1;
        var id = times == 1 ? line.Id : string.Create(CultureInfo.InvariantCulture, $"{times}:{line.Id}");
        return new DecisionId(id.Length <= Identity.Id.MaxLength ? id : id[..Identity.Id.MaxLength]);
    }
}
