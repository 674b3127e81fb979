using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Proposals;
using RefundAgent.Web.Context;

namespace RefundAgent.Web.Proposals;

/// <summary>A proposal as the contract shows it: what it would allow, who is behind it, and what was answered.</summary>
internal sealed record ProposalView
{
    public required ProposalId Id { get; init; }

    public required ProposalStatus Status { get; init; }

    public string? Words { get; init; }

    public PolicyProposalKind? Kind { get; init; }

    public Condition? When { get; init; }

    public Condition? WhenNot { get; init; }

    public Outcome? Outcome { get; init; }

    public AmountBasis? Basis { get; init; }

    public string? Rule { get; init; }

    public int? Cases { get; init; }

    public int? Agreed { get; init; }

    public IReadOnlyList<PrincipalId>? Reviewers { get; init; }

    public SaidView? Answer { get; init; }

    public static ProposalView Of(PolicyProposal proposal) => Of(proposal.Id, ProposalStatus.Waiting, proposal, null);

    /// <param name="answered">An entry with <see cref="Control.AnswerProposal"/>.</param>
    public static ProposalView Of(ControlEntry answered)
    {
        var answer = (Control.AnswerProposal)answered.Control;
        return Of(answer.Proposal, answer.Accepted ? ProposalStatus.Accepted : ProposalStatus.Rejected, answer.Of, SaidView.Of(answered));
    }

    private static ProposalView Of(ProposalId id, ProposalStatus status, PolicyProposal? proposal, SaidView? answer) => new()
    {
        Id = id,
        Status = status,
        Words = proposal is null ? null : ItemWords.Of(proposal),
        Kind = proposal?.Kind,
        When = proposal?.When,
        WhenNot = proposal?.WhenNot,
        Outcome = proposal?.Outcome,
        Basis = proposal?.Basis,
        Rule = proposal?.Rule,
        Cases = proposal?.Cases,
        Agreed = proposal?.Agreed,
        Reviewers = proposal?.Reviewers,
        Answer = answer,
    };
}

/// <summary>Whether a person has answered, and what.</summary>
internal enum ProposalStatus
{
    Waiting,
    Accepted,
    Rejected,
}
