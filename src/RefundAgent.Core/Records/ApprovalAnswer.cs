using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Records;

/// <summary>A person's word on a ruling that waited for one. The first that is written into the record counts, and it stands for good.</summary>
public sealed record ApprovalAnswer
{
    public required ApprovalVerdict Verdict { get; init; }

    public required PrincipalId By { get; init; }

    /// <summary>What the person was when they said it, bound from the authenticated connection.</summary>
    public required Roles Roles { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What the person agreed to give back, as proposed or edited; null for a denial and for a rejection.</summary>
    public Money? Amount { get; init; }

    /// <summary>The ruling as it waited: what people judged, and what the learner measures their word by.</summary>
    public required Ruling Held { get; init; }

    /// <summary>False until what the answer asks for has been tried and the learner has been told.</summary>
    public bool Settled { get; init; }

    /// <summary>True for the same person saying the same again, who did not get the answer to it the first time.</summary>
    public bool IsRepeatedBy(PersonsAnswer said) =>
        said.By == By && said.Verdict == Verdict && (said.Amount ?? (Verdict == ApprovalVerdict.Approve ? Proposed : null)) == Amount;

    private Money? Proposed => (Held as Ruling.Approve)?.Amount;
}

/// <summary>What a person says to a ruling that waits.</summary>
public enum ApprovalVerdict
{
    /// <summary>Do as proposed: a held approval pays, a held denial is told to the customer.</summary>
    Approve,

    /// <summary>Do not: nothing is paid and nothing is told, a person takes the claim over.</summary>
    Reject,
}
