using System.Collections.Immutable;
using RefundAgent.Records;

namespace RefundAgent.Decisions;

/// <summary>What became of a person's answer; that it does not count is an ordinary outcome, with everything needed to mend it.</summary>
public abstract record ApprovalResult
{
    private ApprovalResult()
    {
    }

    /// <summary>This answer is the one that counts, now or since an earlier call.</summary>
    public sealed record Counted(DecisionRecord Record) : ApprovalResult;

    /// <summary>The first of two people has agreed; the claim waits on for the second.</summary>
    public sealed record Agreed(DecisionRecord Record) : ApprovalResult;

    public sealed record UnknownDecision : ApprovalResult;

    /// <summary>It is not said which claim is meant, or it is none of the decision's.</summary>
    /// <param name="Choices">Those that it could be.</param>
    public sealed record WhichClaim(ImmutableArray<ClaimId> Choices) : ApprovalResult;

    /// <summary>Nothing of what is meant waits or has ever waited for a person.</summary>
    public sealed record NotPending : ApprovalResult;

    /// <summary>Somebody else, or the same person saying something else, was first.</summary>
    public sealed record AlreadyAnswered(ApprovalAnswer First) : ApprovalResult;

    /// <summary>Nobody answered in time, and a late word counts no more than none: the case is for a manager.</summary>
    public sealed record Expired(DateTimeOffset At) : ApprovalResult;

    /// <summary>So large a sum wants a manager's word; the claim waits on.</summary>
    /// <param name="Why">Names the limit.</param>
    public sealed record BeyondRole(string Why) : ApprovalResult;

    /// <summary>The same person has agreed to the same sum before, and two must; the claim waits on.</summary>
    public sealed record SecondPersonNeeded(ApprovalAgreement First) : ApprovalResult;

    /// <summary>The edited amount cannot be; the claim waits on.</summary>
    /// <param name="Why">What is wrong with it and what it may be.</param>
    public sealed record WrongAmount(string Why) : ApprovalResult;

    /// <summary>What was proposed cannot be done as things stand now; the claim waits on.</summary>
    public sealed record Refused(ApprovalObstacle Obstacle, string Why) : ApprovalResult;
}

/// <summary>What stands in the way of an approval.</summary>
public enum ApprovalObstacle
{
    /// <summary>The operator's kill switch.</summary>
    ModeOff,

    /// <summary>Everything was given back, or a limit is used up.</summary>
    NothingLeft,

    /// <summary>Less, or less of the items, can be given back than was proposed: the person has to see that and say how much.</summary>
    ProposalOutdated,

    /// <summary>The order has changed hands or its currency, the case was erased, or its refund was tried before.</summary>
    CaseChanged,
}
