using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Learning;
using RefundAgent.Records;

namespace RefundAgent.Training;

/// <summary>A message as an advisor met it, with what people said should have become of each of its claims.</summary>
/// <param name="Inquiry">Under the versions that decided, so that no verdict on the case is among what it recalls.</param>
/// <param name="Record">As decided.</param>
/// <param name="Claims">Every claim of the message, in order; never empty.</param>
public sealed record TrainingCase(Inquiry Inquiry, DecisionRecord Record, ImmutableArray<TaughtClaim> Claims)
{
    /// <summary>People ruled otherwise than was advised on at least one claim.</summary>
    public bool IsDisagreement => Claims.Any(claim => claim.IsDisagreement);
}

/// <param name="Claim">As advised and ruled.</param>
/// <param name="Papers">What it was read as.</param>
/// <param name="Label">What should become of it: a person's verdict, or a rule of the operator's policy.</param>
/// <param name="Why">In the person's own words; null where they gave none.</param>
public sealed record TaughtClaim(ClaimRecord Claim, ClaimPapers Papers, VerdictLabel Label, string? Why)
{
    public bool IsDisagreement => Label != new VerdictLabel(Claim.Proposal.Outcome, Claim.Proposal.Outcome == Outcome.Approve ? Claim.Proposal.Basis : null);
}

/// <summary>A case, or why there is none to be had of a decision that people have ruled on.</summary>
public abstract record TrainingCaseResult
{
    private TrainingCaseResult()
    {
    }

    public sealed record Usable(TrainingCase Case) : TrainingCaseResult;

    /// <param name="Why">The same words for the same cause, so that causes can be counted.</param>
    public sealed record LeftOut(string Why) : TrainingCaseResult;
}
