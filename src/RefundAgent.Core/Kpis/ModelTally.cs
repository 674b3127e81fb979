using RefundAgent.Decisions;

namespace RefundAgent.Kpis;

/// <summary>Sums what advice by a model took; what the built-in advisor gave alone costs nothing and is not in it.</summary>
internal sealed class ModelTally
{
    private readonly List<double> milliseconds = [];
    private int fallbacks;
    private long input;
    private long output;
    private decimal cost;

    public void Add(AdvisorUsage? usage)
    {
        if (usage is not ({ Advisor: AdvisorKind.Model } or { Fallback: not null }))
        {
            return;
        }

        milliseconds.Add(usage.Milliseconds);
        fallbacks += usage.Fallback is null ? 0 : 1;
        input += usage.InputTokens;
        output += usage.OutputTokens;
        cost += usage.CostUsd;
    }

    public ModelCounts? Counts() => milliseconds.Count == 0
        ? null
        : new ModelCounts(milliseconds.Count, fallbacks, input, output, cost, Percentile.Of(milliseconds, 0.5)!.Value, Percentile.Of(milliseconds, 0.95)!.Value);
}
