using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Learning;
using RefundAgent.Policies;

namespace RefundAgent.Decisions;

/// <summary>
/// The advisor without a model or a key: the policy where it speaks, a question where something is missing, then learned guidelines, then
/// the nearest past cases, else a person. It is the default, the fallback when a model fails, and the yardstick that a model must beat.
/// </summary>
public sealed class PrecedentAdvisor : IAdvisor
{
    /// <summary>Nothing beyond <see cref="Propose"/>, which every claim is put to whoever else is asked.</summary>
    public Task<Counsel> AdviseAsync(Inquiry inquiry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Counsel.BuiltIn);
    }

    /// <summary>Pure: the same case and context give the same proposal.</summary>
    public static Proposal Propose(CaseFile file, PolicyFinding finding, LearnedContext context)
    {
        // A rule that asks or hands over holds whatever is in doubt; one that pays or refuses waits until the claim is understood.
        var doubtful = Doubts.Propose(file);
        return finding.Rule is { } rule && (doubtful is null || rule.Then is Outcome.Ask or Outcome.Escalate)
            ? ByRule(rule)
            : doubtful ?? Learned(file, context);
    }

    private static Proposal Learned(CaseFile file, LearnedContext context)
    {
        var facts = LearnableFacts.Of(file.Facts.Values);
        return ByIdenticalCases.Propose(facts, context)
            ?? ByGuidelines.Propose(facts, file, context)
            ?? ByPrecedents.Propose(facts, file, context);
    }

    private static Proposal ByRule(PolicyRule rule) => new()
    {
        Outcome = rule.Then,
        Basis = rule.Basis,
        Confidence = 1,
        Reasons = [new Reason(rule.Id, ReasonKind.Policy, rule.Text)],
        Segment = Clause.Segment(rule),
        Missing = rule.Missing,
    };
}
