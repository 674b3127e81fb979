namespace RefundAgent.Decisions;

/// <summary>Why an approval or a denial waits for a person.</summary>
public enum Hold
{
    /// <summary>This kind of ruling has not earned to act alone.</summary>
    NotEarned,

    /// <summary>The policy's rule says that a person agrees first.</summary>
    Rule,

    /// <summary>The operator's mode lets nothing act alone.</summary>
    Mode,

    /// <summary>Nobody checked who the customer is.</summary>
    UnauthenticatedCustomer,

    /// <summary>What the agent may pay out alone in a day is used up.</summary>
    DailyLimit,

    /// <summary>Two readings or two advices differ, on more than the operator lets pass.</summary>
    Disagreement,

    /// <summary>Drawn at random for review.</summary>
    Review,
}
