namespace RefundAgent.Actions;

/// <summary>Where a refund stands; every state but <see cref="Failed"/> counts against what may still be paid.</summary>
public enum RefundState
{
    /// <summary>Written down, and no provider has heard of it: a later part of a refund that goes back by several payments.</summary>
    Planned,

    /// <summary>
    /// The provider is being, or may have been, called: only who brought the row here calls at once, everybody else looks it up there first.
    /// </summary>
    Submitted,

    /// <summary>The provider took it and has not finished.</summary>
    Pending,

    Succeeded,

    /// <summary>The provider refused it for good: the reserved sum is free again.</summary>
    Failed,

    /// <summary>No answer told which: to be looked up at the provider, never tried under a new key.</summary>
    Unknown,
}
