namespace RefundAgent.Actions;

/// <summary>
/// A payment provider was asked to tell something and gave no usable answer. Nothing may be concluded from that, least of all that there
/// is no refund.
/// </summary>
/// <param name="retry">Null where asking again would only get the same.</param>
public sealed class ProviderException(string message, RetryHint? retry = null, Exception? inner = null) : Exception(message, inner)
{
    public RetryHint? Retry { get; } = retry;
}
