using System.Globalization;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using RefundAgent.Adapters.Model.Telemetry;
using RefundAgent.Identity;

namespace RefundAgent.Adapters.Model.Resilience;

/// <summary>
/// Three rings around one request, from the outside in: further tries, the breaker (one a deployment, so each try counts and a broken
/// deployment costs nobody a wait), the time limit of one try.
/// </summary>
internal sealed partial class ChatPipeline(
    ModelOptions options, ModelMeter meter, TimeProvider time, IIdSource ids, ILogger<ChatPipeline> logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly CircuitBreakerStateProvider breaker = new();

    public ResiliencePipeline Build()
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        return (options.MaxRetries == 0 ? builder : builder.AddRetry(Retries()))
            .AddCircuitBreaker(Breaker())
            .AddTimeout(options.AttemptTimeout)
            .Build();
    }

    private RetryStrategyOptions Retries() => new()
    {
        MaxRetryAttempts = options.MaxRetries,
        BackoffType = DelayBackoffType.Exponential,
        Delay = FirstWait,
        MaxDelay = LongestWait,
        UseJitter = true,
        Randomizer = () => int.Parse(ids.Next().AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 65536d,
        ShouldHandle = arguments => ValueTask.FromResult(IsWorthAnotherTry(arguments.Outcome.Exception)),
        DelayGenerator = arguments => ValueTask.FromResult(ServerWish.RetryAfter(arguments.Outcome.Exception, time.GetUtcNow())),
        OnRetry = arguments =>
        {
            LogRetry(arguments.AttemptNumber + 2, arguments.RetryDelay.TotalMilliseconds, Why(arguments.Outcome.Exception));
            return default;
        },
    };

    /// <summary>A wait that would outlast the advice is not begun: the built-in advisor can speak now.</summary>
    private bool IsWorthAnotherTry(Exception? fault) =>
        PassingFaults.MayPass(fault)
        && breaker.CircuitState != CircuitState.Open
        && (ServerWish.RetryAfter(fault, time.GetUtcNow()) ?? LongestWait) < (AdviceDeadline.Left(time) ?? options.Timeout);

    private CircuitBreakerStrategyOptions Breaker() => new()
    {
        FailureRatio = options.Breaker.FailureRatio,
        MinimumThroughput = options.Breaker.MinimumRequests,
        SamplingDuration = TimeSpan.FromSeconds(options.Breaker.SamplingSeconds),
        BreakDuration = TimeSpan.FromSeconds(options.Breaker.BreakSeconds),
        StateProvider = breaker,
        ShouldHandle = arguments => ValueTask.FromResult(
            PassingFaults.CountsAgainst(arguments.Outcome.Exception, late: AdviceDeadline.HasPassed(time))),
        OnOpened = arguments =>
        {
            meter.Breaker(CircuitState.Open);
            LogOpened(options.Deployment, arguments.BreakDuration.TotalSeconds, Why(arguments.Outcome.Exception));
            return default;
        },
        OnHalfOpened = _ =>
        {
            meter.Breaker(CircuitState.HalfOpen);
            LogHalfOpened(options.Deployment);
            return default;
        },
        OnClosed = _ =>
        {
            meter.Breaker(CircuitState.Closed);
            LogClosed(options.Deployment);
            return default;
        },
    };

    private static string Why(Exception? fault) => fault is null ? "" : ConnectorFaults.Describe(fault).Detail;

    [LoggerMessage(5020, LogLevel.Information, "The model gave no answer ({Why}); try {Try} follows in {Milliseconds} ms")]
    private partial void LogRetry(int @try, double milliseconds, string why);

    [LoggerMessage(5021, LogLevel.Warning,
        "Deployment {Deployment} keeps failing ({Why}): it is left alone for {Seconds} s, and the built-in advisor speaks at once")]
    private partial void LogOpened(string deployment, double seconds, string why);

    [LoggerMessage(5022, LogLevel.Information, "Deployment {Deployment} gets one request, to see whether it answers again")]
    private partial void LogHalfOpened(string deployment);

    [LoggerMessage(5023, LogLevel.Information, "Deployment {Deployment} answers again")]
    private partial void LogClosed(string deployment);
}
