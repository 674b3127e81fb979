using System.ClientModel;
using System.Net;
using Azure.Identity;
using Microsoft.SemanticKernel;
using Polly.CircuitBreaker;
using Polly.Timeout;
using RefundAgent.Adapters.Model.Resilience;

namespace RefundAgent.Adapters.Model;

/// <summary>Turns whatever the connector or a layer around it throws into a <see cref="ModelException"/>, so that nothing above knows
/// their types.</summary>
internal static class ConnectorFaults
{
    public static ModelException Translate(Exception exception, Spending spent)
    {
        var (fault, detail) = Describe(exception);
        return new ModelException(fault, detail, spent, exception) { ToldElsewhere = fault == ModelFault.CircuitOpen };
    }

    /// <summary>In words that quote neither the model nor the request.</summary>
    public static (ModelFault Fault, string Detail) Describe(Exception exception) => exception switch
    {
        BrokenCircuitException => (ModelFault.CircuitOpen, "the deployment kept failing and is left alone for a while"),
        TimeoutRejectedException late =>
            (ModelFault.TimedOut, FormattableString.Invariant($"no answer to one request within {late.Timeout.TotalSeconds} s")),
        _ when BoundedAnswers.WasTooLong(exception) =>
            (ModelFault.Garbled, $"the answer has more than {BoundedAnswers.MaxBytes} bytes"),
        HttpOperationException { StatusCode: { } status } refusal => OfStatus(status, refusal),
        HttpOperationException or ClientResultException or HttpRequestException or IOException =>
            (ModelFault.Unreachable, "the connection failed"),
        OperationCanceledException => (ModelFault.Unreachable, "the connection timed out"),
        AuthenticationFailedException => (ModelFault.NotSignedIn, "no token for the model could be had"),

        // The connector's parser fails with whatever it stumbles on: a missing choice, a wrong type, no JSON at all.
        _ => (ModelFault.Garbled, $"the answer is no chat completion ({exception.GetType().Name})"),
    };

    private static (ModelFault Fault, string Detail) OfStatus(HttpStatusCode status, HttpOperationException refusal) => ((int)status switch
    {
        408 => ModelFault.TimedOut,
        429 => ModelFault.RateLimited,
        >= 500 => ModelFault.ServerError,
        >= 400 => ModelFault.Rejected,
        _ => ModelFault.Garbled,
    }, $"HTTP {(int)status}" + OfCode(refusal));

    private static string OfCode(HttpOperationException refusal) =>
        refusal.Says(ErrorBody.ContentFilter) ? ", the content filter refused the prompt"
        : refusal.Says(ErrorBody.InsufficientQuota) ? ", the quota is used up"
        : "";
}
