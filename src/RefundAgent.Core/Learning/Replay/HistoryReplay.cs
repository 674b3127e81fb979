using System.Collections.Immutable;
using System.Globalization;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning.Lessons;
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
    private readonly LearnerTerms terms;
    private readonly HeadTerms headTerms;
    private readonly List<ReplayedCase> replayed = [];
    private readonly List<LabelledEvent> ledger = [];
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);
    private readonly StoryTeller story = new();
    private readonly Learner learner;
    private int verdicts;
    private LearnedContext head = LearnedContext.Empty;

    private HistoryReplay(RefundPolicy policy, ReplayOptions options)
    {
        this.policy = policy;
        this.options = options;
        terms = LearnerTerms.Of(policy) with { Epoch = options.Batch, Without = options.Without };
        headTerms = new HeadTerms { Policy = policy, Quorum = Quorum.OfStaff(options.Quorum), Without = options.Without };
        learner = Learner.Start(terms);
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

        var learned = replay.Result();
        var result = learned.Head(replay.headTerms, replay.head.Version);
        return ReplaySummary.Of(replay.replayed, options, policy.Currency, result, replay.head.Version.Number) with
        {
            Story = replay.story.Tell(learned, result, new MistakeCost(policy.Prices)),
        };
    }

    private void Play(HistoryLine line)
    {
        var now = line.At ?? UndatedStart.AddMinutes(replayed.Count);
        var file = ReplayCase.Open(line, policy.Currency, now);
        var finding = policy.Find(file);
        var proposal = PrecedentAdvisor.Propose(file, finding, head);
        var decision = DecisionOf(line);
        var claim = new ClaimId("c1");
        var autonomy = EarnedAutonomy.Of(finding, proposal, head, policy);
        autonomy = options.Feedback == ReplayFeedback.Reviewed ? autonomy.DrawFor(decision, claim) : autonomy;
        var ruling = policy.Rule(file, proposal, autonomy, now);
        var sampled = autonomy.Drawn && !ruling.WaitsForPerson && ruling is Ruling.Approve or Ruling.Deny;
        replayed.Add(new ReplayedCase(line, ruling, finding.Entitlement!.Amount, sampled));
        if (options.Feedback == ReplayFeedback.All || sampled || ruling.WaitsForPerson || ruling is Ruling.Ask or Ruling.Escalate)
        {
            Learn(line, decision, file, new ClaimRecord
            {
                Id = claim,
                Request = file.Claim.Request,
                Proposal = proposal,
                Ruling = ruling,
                Autonomy = autonomy,
                Status = ClaimStatus.Answered,
            });
        }
    }

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
            Note = options.Lessons?.Note(line),
            At = file.Ticket.ReceivedAt,
        };
        var labelled = new LabelledEvent(
            new LedgerEntry(ledger.Count + 1, said),
            LabelledCases.Of(decision, claim, [.. file.Facts.Values], new CustomerId(line.Customer), new OrderId(line.Order)));
        ledger.Add(labelled);
        learner.Observe(labelled);
        Teach(labelled);
        if (++verdicts % options.Batch == 0)
        {
            head = learner.Head(headTerms, head.Version.Next);
            story.Note(replayed.Count, learner, head);
        }
    }

    /// <summary>As <see cref="LessonRound"/> does it live, with the same check.</summary>
    private void Teach(LabelledEvent said)
    {
        if (options.Lessons is not { } script || said is not { Case: { } about, Entry.Event: { Note.Length: > 0 } words })
        {
            return;
        }

        var request = LessonRequest.About(about, Verdict.Of(said.Entry, about)?.LabelFor(about)) with { Note = words.Note };
        var found = new LessonCheck(request).Check(script.Write(request));
        var lesson = new Lesson { Of = words.Id, Author = new LessonAuthor("scripted", "1"), Rules = found.Rules, Tone = found.Tone };
        var taught = said with
        {
            Entry = new LedgerEntry(ledger.Count + 1, words with { Id = Lesson.EventIdFor(words.Key, 1), Kind = FeedbackKind.Lesson, Outcome = null, Amount = null, Note = null, Lesson = lesson }),
        };
        ledger.Add(taught);
        learner.Observe(taught);
    }

    /// <summary>All that the ledger teaches in the end, without those who were revoked.</summary>
    private Learner Result()
    {
        if (options.Revoke is not { } revoked)
        {
            return learner;
        }

        var without = Learner.Start(terms);
        foreach (var labelled in ledger)
        {
            if (labelled.Entry.Event.By == revoked)
            {
                without.Pass(labelled.Entry.Sequence);
            }
            else
            {
                without.Observe(labelled);
            }
        }

        return without;
    }

    /// <summary>Histories that name a case twice have two verdicts on two cases.</summary>
    private DecisionId DecisionOf(HistoryLine line)
    {
        var times = seen[line.Id] = seen.GetValueOrDefault(line.Id) + 1;
        var id = times == 1 ? line.Id : string.Create(CultureInfo.InvariantCulture, $"{times}:{line.Id}");
        return new DecisionId(id.Length <= Identity.Id.MaxLength ? id : id[..Identity.Id.MaxLength]);
    }
}
