using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tests.Decisions;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Learning;

/// <summary>
/// A team at work: each case is proposed and ruled by the real advisor and policy with what was learned by then, and what people say of it
/// goes to the real learner. No storage, no clock.
/// </summary>
internal sealed class TaughtTeam(Quorum quorum, int customers = 40)
{
    private readonly Dictionary<DecisionId, LabelledCase> known = [];
    private LearnedContext head = LearnedContext.Empty;
    private long sequence;
    private int number;

    public TaughtTeam()
        : this(Quorum.Default)
    {
    }

    public Learner Learner { get; } = Learner.Start(LearningCases.Terms);

    public LearnedContext Head => Learner.Head(new HeadTerms { Policy = LearningCases.Policy, Quorum = quorum }, new ContextVersion(1));

    /// <summary>All but how far the ledger was read.</summary>
    public string State => CanonicalJson.Write(Learner.Checkpoint() with { Through = 0 });

    /// <summary>Weather is paid, health is not; in turn, by everybody in turn.</summary>
    public TaughtTeam Teach(int cases, params string[] people)
    {
        for (var i = 0; i < cases; i++)
        {
            var (reason, outcome) = i % 2 == 0 ? ("weather", Outcome.Approve) : ("health", Outcome.Deny);
            Say(reason, outcome, people[i / 2 % people.Length]);
        }

        return this;
    }

    /// <summary>A new case of hours that tell nothing, and what somebody says of it.</summary>
    public LabelledCase Say(string reason, Outcome outcome, string by, decimal? hours = null)
    {
        var about = Decide(reason, hours);
        Say(about, FeedbackKind.Ruling, by, outcome: outcome);
        if (number % LearningCases.Terms.Epoch == 0)
        {
            head = Head;
        }

        return about;
    }

    /// <summary>A new case, of which nobody says anything yet.</summary>
    public LabelledCase Decide(string reason, decimal? hours = null)
    {
        number++;
        var file = AdvisorCases.File(reason, hours ?? 10 + (number * 37 % 400 * 0.25m));
        var (proposal, autonomy, ruling) = Rule(file, head);
        var record = new ClaimRecord
        {
            Id = new ClaimId("c1"),
            Request = RequestKind.Refund,
            Proposal = proposal,
            Ruling = ruling,
            Autonomy = autonomy,
            Status = ruling.WaitsForPerson ? ClaimStatus.PendingApproval : ClaimStatus.Answered,
        };
        var about = LabelledCases.Of(
            LearningCases.Decision(number), record, [.. file.Facts.Values], new CustomerId($"customer-{number % customers}"), new OrderId($"#{number}"));
        return known[about.Decision] = about;
    }

    public bool Say(LabelledCase about, FeedbackKind kind, string by, Roles roles = Roles.Agent, Outcome? outcome = null, int? score = null, bool mustPass = false)
    {
        sequence++;
        return Learner.Observe(new LabelledEvent(
            new LedgerEntry(sequence, new FeedbackEvent
            {
                Id = new EventId($"e{sequence}"),
                Tenant = LearningCases.Tenant,
                Decision = about.Decision,
                Claim = about.Claim,
                Kind = kind,
                By = new PrincipalId(by),
                Roles = roles,
                Outcome = outcome,
                Score = score,
                MustPass = mustPass,
                At = LearningCases.Noon,
            }),
            known[about.Decision]));
    }

    public SegmentTally? Tally(string segment) => Head.Segments.GetValueOrDefault(segment);

    /// <summary>What is proposed and ruled of a case like this with what is learned now.</summary>
    public (Proposal Proposal, Ruling Ruling) Ask(string reason, decimal hours = 500) =>
        Rule(AdvisorCases.File(reason, hours), Head) is var (proposal, _, ruling) ? (proposal, ruling) : default;

    /// <summary>What would be ruled of many cases, to the cent and to the word.</summary>
    public string Probe()
    {
        var context = Head;
        return CanonicalJson.Write(
            from reason in new[] { "weather", "health", "change of plan" }
            from hours in Enumerable.Range(0, 20)
            select Rule(AdvisorCases.File(reason, hours * 3.5m), context).Ruling);
    }

    private static (Proposal Proposal, Autonomy Autonomy, Ruling Ruling) Rule(CaseFile file, LearnedContext context)
    {
        var proposal = PrecedentAdvisor.Propose(file, LearningCases.Policy.Find(file), context);
        var autonomy = EarnedAutonomy.Of(LearningCases.Policy.Find(file), proposal, context, LearningCases.Policy);
        return (proposal, autonomy, LearningCases.Policy.Rule(file, proposal, autonomy, LearningCases.Noon));
    }
}
