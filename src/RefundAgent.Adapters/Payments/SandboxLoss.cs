using RefundAgent.Actions;

namespace RefundAgent.Adapters.Payments;

/// <summary>How an answer of the sandbox gets lost: before a call has had its effect, or after, which is another thing entirely.</summary>
internal static class SandboxLoss
{
    /// <summary>Null where the call gets through.</summary>
    public static RefundResult.Unknown? Before(SandboxFaultOptions? fault) => fault?.AnswerKind switch
    {
        SandboxAnswer.Unavailable => Lost("answered 500"),
        SandboxAnswer.TooMany => Lost("answered 429", TimeSpan.FromSeconds(1)),
        SandboxAnswer.TimeoutBeforePaying => Lost("broke off"),
        _ => null,
    };

    /// <summary>Null where the answer arrives, be it late.</summary>
    public static async Task<RefundResult.Unknown?> AfterAsync(
        SandboxFaultOptions? fault, TimeProvider time, CancellationToken cancellationToken)
    {
        switch (fault?.AnswerKind)
        {
            case SandboxAnswer.Garbage:
                return Lost("answered with garbage");

            case SandboxAnswer.TimeoutAfterPaying:
                return Lost("broke off");

            case SandboxAnswer.Late:
                await Task.Delay(TimeSpan.FromSeconds(fault.DelaySeconds), time, cancellationToken);
                return null;

            default:
                return null;
        }
    }

    /// <summary>A read has no other way to say that it got no answer.</summary>
    public static void Throw(RefundResult.Unknown? lost)
    {
        if (lost is not null)
        {
            throw new ProviderException(lost.Detail, lost.Retry);
        }
    }

    private static RefundResult.Unknown Lost(string how, TimeSpan? after = null) =>
        new($"The sandbox {how}, as its settings say.") { Retry = new RetryHint(after) };
}
