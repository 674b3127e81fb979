using RefundAgent.Adapters.Model.Resilience;
using RefundAgent.Decisions;

namespace RefundAgent.Adapters.Model;

/// <summary>Gives up on a slow model; a caller that gives up first is no fault of the model's and stays a cancellation.</summary>
internal sealed class TimeLimitAdvisor(IAdvisor inner, TimeSpan limit, TimeProvider time) : IAdvisor
{
    public async Task<Counsel> AdviseAsync(Inquiry inquiry, CancellationToken cancellationToken)
    {
        AdviceDeadline.Begin(limit, time);
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await inner.AdviseAsync(inquiry, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested && timer.IsCancellationRequested)
        {
            var spent = exception is ModelCanceledException canceled ? canceled.Spent : default;
            throw new ModelException(
                ModelFault.TimedOut, FormattableString.Invariant($"no answer within {limit.TotalSeconds} s"), spent, exception);
        }
    }
}
