namespace RefundAgent.Decisions;

/// <summary>What becomes of a claim.</summary>
public enum Outcome
{
    Approve,
    Deny,

    /// <summary>The customer must say or show something first.</summary>
    Ask,

    /// <summary>A person decides.</summary>
    Escalate,
}
