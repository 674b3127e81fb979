namespace RefundAgent.Records;

/// <summary>How far a claim's ruling has been carried out.</summary>
public enum ClaimStatus
{
    /// <summary>Money moved or is on its way.</summary>
    Executed,

    /// <summary>Waits for a person.</summary>
    PendingApproval,

    /// <summary>Told to the customer, or handed to a person.</summary>
    Answered,
}
