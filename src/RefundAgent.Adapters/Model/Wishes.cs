using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Learning;

namespace RefundAgent.Adapters.Model;

/// <summary>What the model asked for by a tool instead of by its answer: both tools can only make a ruling more careful.</summary>
/// <param name="model">Its deployment.</param>
internal sealed class Wishes(string model)
{
    private static readonly Reason HandedOver = new("model-hands-over", ReasonKind.Advisor, "the model wants a person to decide");

    public bool HandOver { get; set; }

    public ImmutableArray<MissingEvidence> Evidence { get; set; } = [];

    public CounselledClaim Apply(CounselledClaim claim) => HandOver ? claim with { Proposal = Escalated(claim.Proposal) }
        : claim.Proposal.Outcome == Outcome.Ask ? claim with { Proposal = claim.Proposal.AskedFor(Evidence) }
        : claim;

    private Proposal Escalated(Proposal proposal) => proposal with
    {
        Outcome = Outcome.Escalate,
        Basis = new AmountBasis.Entitled(),
        Reasons = proposal.Reasons.Insert(0, HandedOver),
        Segment = Clause.Segment(Clause.AdvisedBy(model, HandedOver.Id), Outcome.Escalate),
        Questions = [],
        Missing = [],
    };
}
