using RefundAgent.Adapters.Model.Resilience;

namespace RefundAgent.Adapters.Model;

/// <summary>Gives up on a slow model; a caller that gives up first is no fault of the model's and stays a cancellation.</summary>
internal static class TimeLimit
{
    /// <exception cref="ModelException">The time is up.</exception>
    public static async Task<T> RunAsync<T>(
        TimeSpan limit, TimeProvider time, Func<CancellationToken, Task<T>> asking, CancellationToken cancellationToken)
    {
        AdviceDeadline.Begin(limit, time);
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await asking(either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested && timer.IsCancellationRequested)
        {
            var spent = exception is ModelCanceledException canceled ? canceled.Spent : default;
            throw new ModelException(
                ModelFault.TimedOut, FormattableString.Invariant($"no answer within {limit.TotalSeconds} s"), spent, exception);
        }
    }
}
