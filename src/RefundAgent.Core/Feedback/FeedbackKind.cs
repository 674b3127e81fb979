namespace RefundAgent.Feedback;

/// <summary>What a piece of feedback says; what each may do is fixed by its kind and its speaker's role.</summary>
public enum FeedbackKind
{
    /// <summary>Staff rule on the claim: an outcome, and an amount for an approval.</summary>
    Ruling,

    /// <summary>Staff agree with the decision as it is.</summary>
    Confirm,

    /// <summary>Staff change the amount of an approval.</summary>
    Amount,

    /// <summary>Staff changed the words of the answer.</summary>
    ReplyEdit,

    /// <summary>The customer rated the answer, 1 to 5.</summary>
    Csat,

    /// <summary>The customer came back unsatisfied.</summary>
    Reopen,

    /// <summary>A manager rules on the claim; beats an agent's ruling.</summary>
    Audit,

    /// <summary>The payment provider: a bank takes back a payment of which this claim's refund was a part, or has taken it.</summary>
    Dispute,

    /// <summary>The payment provider: the card's issuer suspects fraud in such a payment.</summary>
    FraudWarning,

    /// <summary>The payment provider: the refund failed, possibly after it had succeeded.</summary>
    RefundFailed,

    /// <summary>Nobody's: what a model made of words that staff said before, written down by the learner alone.</summary>
    Lesson,
}
