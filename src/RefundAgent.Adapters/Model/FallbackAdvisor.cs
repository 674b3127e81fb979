using Microsoft.Extensions.Logging;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// Lets the built-in advisor speak where the model fails, and says why and what the attempt cost, so that a broken model is a line in
/// a report and never an outage.
/// </summary>
internal sealed partial class FallbackAdvisor(
    IAdvisor model, IAdvisor builtIn, TimeProvider time, ILogger<FallbackAdvisor> logger) : IAdvisor
{
    public async Task<Advice> AdviseAsync(
        CaseFile file, PolicyFinding finding, RefundPolicy policy, LearnedContext context, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            return await model.AdviseAsync(file, finding, policy, context, cancellationToken);
        }
        catch (ModelException failure)
        {
            LogFallback(failure, failure.Fault, failure.Message);
            var advice = await builtIn.AdviseAsync(file, finding, policy, context, cancellationToken);
            return advice with
            {
                Usage = advice.Usage with
                {
                    InputTokens = failure.Spent.InputTokens,
                    OutputTokens = failure.Spent.OutputTokens,
                    CostUsd = failure.Spent.CostUsd,
                    Milliseconds = time.GetElapsedTime(started).TotalMilliseconds,
                    Fallback = $"{CaseJson.Word(failure.Fault)}: {failure.Message}",
                },
            };
        }
    }

    [LoggerMessage(5003, LogLevel.Warning, "The built-in advisor stands in for the model ({Fault}): {Detail}")]
    private partial void LogFallback(Exception exception, ModelFault fault, string detail);
}
