namespace RefundAgent.Actions;

/// <summary>A step of a refund from one state to the next, and where it may start from.</summary>
public sealed record RefundMove
{
    public required RefundState To { get; init; }

    /// <summary>The provider's id of the refund, once known.</summary>
    public string? Reference { get; init; }

    /// <summary>Why it failed or is unknown.</summary>
    public string? Detail { get; init; }

    /// <summary>
    /// Read off a refund in the provider's own books. Only that may say that what had succeeded came back, or that what was taken for failed
    /// was paid: a late refusal of an early call may not.
    /// </summary>
    public bool Confirmed { get; init; }

    public static RefundMove Submit { get; } = new() { To = RefundState.Submitted };

    /// <summary>Gives up what no provider has heard of.</summary>
    public static RefundMove Withdraw(RefundFailure failure, string why) =>
        new() { To = RefundState.Failed, Detail = new RefundResult.Failed(failure, why).Written, OnlyPlanned = true };

    /// <summary>The ledger's side of an answer to a call. An answer that names a refund is the provider's own; a refusal only answers the call.</summary>
    public static RefundMove Of(RefundResult result) => result switch
    {
        RefundResult.Succeeded succeeded => new() { To = RefundState.Succeeded, Reference = succeeded.Reference, Confirmed = true },
        RefundResult.Pending pending => new() { To = RefundState.Pending, Reference = pending.Reference, Confirmed = true },
        RefundResult.Failed failed => new() { To = RefundState.Failed, Detail = failed.Written },
        RefundResult.Unknown unknown => new() { To = RefundState.Unknown, Detail = unknown.Detail },
        _ => throw new InvalidOperationException("A refund has four results."),
    };

    /// <summary>The ledger's side of a refund as the provider has it in its books.</summary>
    public static RefundMove Of(ProviderRefund refund) => Of(refund.Result) with { Reference = refund.Reference, Confirmed = true };

    /// <summary>Not once somebody may have asked the provider.</summary>
    public bool OnlyPlanned { get; init; }

    public bool Leads(RefundEntry from) => (from.State, To) switch
    {
        (RefundState.Planned, RefundState.Submitted or RefundState.Failed) => true,
        (RefundState.Submitted, RefundState.Unknown or RefundState.Pending or RefundState.Succeeded or RefundState.Failed) => !OnlyPlanned,
        (RefundState.Unknown, RefundState.Pending or RefundState.Succeeded or RefundState.Failed) => !OnlyPlanned,
        (RefundState.Pending, RefundState.Succeeded or RefundState.Failed) => !OnlyPlanned,
        (RefundState.Succeeded, RefundState.Failed) => Confirmed,
        (RefundState.Failed, RefundState.Succeeded or RefundState.Pending) => Confirmed && !from.WasFailedAs(Reference),
        _ => false,
    };
}
