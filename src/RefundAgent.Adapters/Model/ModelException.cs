namespace RefundAgent.Adapters.Model;

/// <summary>Why the model gave no usable advice; ends up, in these words, in the decision record.</summary>
internal enum ModelFault
{
    TimedOut,
    RateLimited,
    ServerError,

    /// <summary>The server did not accept the request: a wrong key, an unknown deployment, a content filter.</summary>
    Rejected,
    Unreachable,
    NotSignedIn,

    /// <summary>What came back is no chat completion.</summary>
    Garbled,

    /// <summary>The model declined.</summary>
    Refused,

    /// <summary>Still not what was asked for after the repair round.</summary>
    InvalidAnswer,
    TooManyToolCalls,
    OverBudget,

    /// <summary>The deployment failed so often that it is not asked for a while.</summary>
    CircuitOpen,
}

/// <summary>The one way in which the model fails, with what it cost; the detail never quotes the model or the customer.</summary>
internal sealed class ModelException(ModelFault fault, string detail, Spending spent, Exception? inner = null)
    : Exception(detail, inner)
{
    public ModelFault Fault { get; } = fault;

    public Spending Spent { get; } = spent;

    /// <summary>People hear of its cause in another way than with every message.</summary>
    public bool ToldElsewhere { get; init; }
}

/// <summary>A cancellation that still tells what had been spent; whoever cancelled decides what it means.</summary>
internal sealed class ModelCanceledException(Spending spent, Exception inner, CancellationToken token)
    : OperationCanceledException(inner.Message, inner, token)
{
    public Spending Spent { get; } = spent;
}
