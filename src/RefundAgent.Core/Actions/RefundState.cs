namespace RefundAgent.Actions;

/// <summary>Where a refund stands; every state but <see cref="Failed"/> counts against what may still be paid.</summary>
public enum RefundState
{
    /// <summary>
    /// Written down. Whoever finds a row like this must take it that the provider may have been called: a process can die between the call
    /// and the next write, and <see cref="Submitted"/> may be left out to save that write.
    /// </summary>
    Planned,

    /// <summary>The provider is being, or may have been, called.</summary>
    Submitted,

    /// <summary>The provider took it and has not finished.</summary>
    Pending,

    Succeeded,

    /// <summary>The provider refused it for good: the reserved sum is free again.</summary>
    Failed,

    /// <summary>No answer told which: to be looked up at the provider, never tried under a new key.</summary>
    Unknown,
}
