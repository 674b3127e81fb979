using RefundAgent.Decisions;

namespace RefundAgent.Adapters.Model;

/// <summary>One message's advice within <see cref="TimeLimit"/>.</summary>
internal sealed class TimeLimitAdvisor(IAdvisor inner, TimeSpan limit, TimeProvider time) : IAdvisor
{
    public Task<Counsel> AdviseAsync(Inquiry inquiry, CancellationToken cancellationToken) =>
        TimeLimit.RunAsync(limit, time, token => inner.AdviseAsync(inquiry, token), cancellationToken);
}
