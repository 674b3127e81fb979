namespace RefundAgent.Helpdesks;

/// <summary>A helpdesk gave no usable answer.</summary>
/// <param name="fault">What may be done about it.</param>
/// <param name="why">For an operator: what was asked, and what came back; no customer's words and no secret.</param>
/// <param name="retryAfter">How long it wants to be left alone; null where it did not say.</param>
/// <param name="cause">What was thrown below.</param>
public sealed class HelpdeskException(HelpdeskFault fault, string why, TimeSpan? retryAfter = null, Exception? cause = null)
    : Exception(why, cause)
{
    public HelpdeskFault Fault { get; } = fault;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>What a failed call means.</summary>
public enum HelpdeskFault
{
    /// <summary>Late, cut off, 5xx: nobody knows whether it had its effect, so the ticket has to be read before it is asked again.</summary>
    Unclear,

    /// <summary>429: it had no effect; later it may.</summary>
    Busy,

    /// <summary>401 or 403: the operator has to mend the connection.</summary>
    NotAllowed,

    /// <summary>Refused for good: a closed ticket, a plan without that feature, a request that the helpdesk finds wrong.</summary>
    Refused,

    /// <summary>Somebody else wrote on the ticket since it was read: read again.</summary>
    Moved,

    /// <summary>An answer of another form than the helpdesk documents.</summary>
    Garbled,
}
