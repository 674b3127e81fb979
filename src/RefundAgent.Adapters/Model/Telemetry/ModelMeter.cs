using System.Diagnostics;
using System.Diagnostics.Metrics;
using Polly.CircuitBreaker;

namespace RefundAgent.Adapters.Model.Telemetry;

/// <summary>
/// What telemetry is told of the model, named after OpenTelemetry's conventions for generative AI: how long, how many tokens, how much
/// money, how it failed; never what was said.
/// </summary>
internal sealed class ModelMeter : IDisposable
{
    public const string Name = "RefundAgent.Model";

    private readonly ActivitySource activities = new(Name);
    private readonly TagList deployment;
    private readonly Histogram<double> durations;
    private readonly Histogram<long> tokens;
    private readonly Counter<long> used;
    private readonly Counter<long> errors;
    private readonly Counter<double> cost;
    private readonly Counter<long> fallbacks;
    private readonly Gauge<int> breaker;

    public ModelMeter(ModelOptions options)
    {
        deployment = GenAi.Deployment(options);
        durations = Source.CreateHistogram<double>(
            "gen_ai.client.operation.duration", "s", "Requests to the model, each try counted.", advice: GenAi.Durations);
        tokens = Source.CreateHistogram<long>(
            "gen_ai.client.token.usage", "{token}", "Tokens of one request, as the server counted them.", advice: GenAi.TokenCounts);
        used = Source.CreateCounter<long>(MetricNames.ModelTokens, "{token}", "Tokens used, by direction.");
        errors = Source.CreateCounter<long>(
            MetricNames.ModelErrors, "{request}", "Requests to the model that failed, each try counted, by kind of error.");
        cost = Source.CreateCounter<double>(GenAi.Cost, "{USD}", "What the requests cost by the configured price list.");
        fallbacks = Source.CreateCounter<long>(
            "refundagent.model.fallbacks", "{advice}", "Messages on which the built-in advisor stood in for the model, by reason.");
        breaker = Source.CreateGauge<int>(
            "refundagent.model.breaker.state", "{state}", "0: requests pass; 1: one passes, on trial; 2: none passes.");
    }

    public Meter Source { get; } = new(Name);

    /// <summary>A span for one advice with everything in it.</summary>
    public Activity? StartAdvice() =>
        activities.StartActivity($"{GenAi.InvokeAgent} {GenAi.AgentName}", ActivityKind.Internal, default(ActivityContext), Tags(
            (GenAi.Operation, GenAi.InvokeAgent), (GenAi.Agent, GenAi.AgentName)));

    public void Answered(TimeSpan took, Spending spent, string? model)
    {
        durations.Record(took.TotalSeconds, Tags((GenAi.Operation, GenAi.Chat), (GenAi.ResponseModel, model)));
        cost.Add((double)spent.CostUsd, Tags());
        if (spent.Tokens > 0)
        {
            tokens.Record(spent.InputTokens, Tags((GenAi.Operation, GenAi.Chat), (GenAi.ResponseModel, model), (GenAi.TokenType, "input")));
            tokens.Record(spent.OutputTokens, Tags((GenAi.Operation, GenAi.Chat), (GenAi.ResponseModel, model), (GenAi.TokenType, "output")));
            used.Add(spent.InputTokens, Tags(("direction", "input")));
            used.Add(spent.OutputTokens, Tags(("direction", "output")));
        }
    }

    /// <param name="type">As OpenTelemetry wants it: a status, or the type of what was thrown.</param>
    /// <param name="kind">For people to count by.</param>
    public void Failed(TimeSpan took, string type, string kind)
    {
        durations.Record(took.TotalSeconds, Tags((GenAi.Operation, GenAi.Chat), (GenAi.Error, type)));
        errors.Add(1, Tags(("error", kind)));
    }

    public void FellBack(string reason) => fallbacks.Add(1, Tags(("reason", reason)));

    public void Breaker(CircuitState state) => breaker.Record(
        state switch { CircuitState.Closed => 0, CircuitState.HalfOpen => 1, _ => 2 }, Tags());

    public void Dispose()
    {
        Source.Dispose();
        activities.Dispose();
    }

    private TagList Tags(params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var tags = deployment;
        foreach (var (name, value) in more)
        {
            if (value is not null)
            {
                tags.Add(name, value);
            }
        }

        return tags;
    }
}
