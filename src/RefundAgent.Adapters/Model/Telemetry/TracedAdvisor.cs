using System.Diagnostics;
using RefundAgent.Decisions;

namespace RefundAgent.Adapters.Model.Telemetry;

/// <summary>One span an advice, with what it used or why it failed; requests and tools are spans within it.</summary>
internal sealed class TracedAdvisor(IAdvisor inner, ModelMeter meter) : IAdvisor
{
    public async Task<Counsel> AdviseAsync(Inquiry inquiry, CancellationToken cancellationToken)
    {
        using var span = meter.StartAdvice();
        try
        {
            var counsel = await inner.AdviseAsync(inquiry, cancellationToken);
            var usage = counsel.Usage;
            Tell(span, new Spending(usage.InputTokens, usage.CachedTokens, usage.OutputTokens, usage.CostUsd));
            return counsel;
        }
        catch (ModelException failure)
        {
            var reason = CaseJson.Word(failure.Fault);
            meter.FellBack(reason);
            Tell(span, failure.Spent);
            span?.SetTag(GenAi.Error, reason).SetStatus(ActivityStatusCode.Error, failure.Message);
            throw;
        }
    }

    private static void Tell(Activity? span, Spending spent) => span?
        .SetTag(GenAi.InputTokens, spent.InputTokens)
        .SetTag(GenAi.CachedTokens, spent.CachedTokens)
        .SetTag(GenAi.OutputTokens, spent.OutputTokens)
        .SetTag(GenAi.Cost, (double)spent.CostUsd);
}
