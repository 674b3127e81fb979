using Microsoft.Extensions.Logging;
using RefundAgent.Decisions;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// Lets the built-in advisor speak where the model fails, and says why and what the attempt cost, so that a broken model is a line in
/// a report and never an outage.
/// </summary>
internal sealed partial class FallbackAdvisor(
    IAdvisor model, IAdvisor builtIn, TimeProvider time, ILogger<FallbackAdvisor> logger) : IAdvisor
{
    public async Task<Counsel> AdviseAsync(Inquiry inquiry, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            return await model.AdviseAsync(inquiry, cancellationToken);
        }
        catch (ModelException failure)
        {
            Log(failure);
            var counsel = await builtIn.AdviseAsync(inquiry, cancellationToken);
            return counsel with
            {
                Usage = counsel.Usage with
                {
                    InputTokens = failure.Spent.InputTokens,
                    OutputTokens = failure.Spent.OutputTokens,
                    CostUsd = failure.Spent.CostUsd,
                    CachedTokens = failure.Spent.CachedTokens,
                    Milliseconds = time.GetElapsedTime(started).TotalMilliseconds,
                    Fallback = $"{CaseJson.Word(failure.Fault)}: {failure.Message}",
                },
            };
        }
    }

    private void Log(ModelException failure)
    {
        if (failure.ToldElsewhere)
        {
            LogExpected(failure.Fault, failure.Message);
        }
        else
        {
            // The pages of a failed connection's trace tell nothing more; an answer that nobody understood may be a fault of ours.
            LogFallback(failure.Fault == ModelFault.Garbled ? failure.InnerException : null, failure.Fault, failure.Message);
        }
    }

    [LoggerMessage(5003, LogLevel.Warning, "The built-in advisor stands in for the model ({Fault}): {Detail}")]
    private partial void LogFallback(Exception? exception, ModelFault fault, string detail);

    [LoggerMessage(5026, LogLevel.Debug, "The built-in advisor stands in for the model, as was told before ({Fault}): {Detail}")]
    private partial void LogExpected(ModelFault fault, string detail);
}
