using System.ClientModel;
using System.Net;
using Azure.Identity;
using Microsoft.SemanticKernel;
using Polly.Timeout;

namespace RefundAgent.Adapters.Model.Resilience;

/// <summary>Tells faults of a moment or of a sick server from those that the same request would meet again.</summary>
internal static class PassingFaults
{
    /// <summary>Whether the same request may well be answered a little later.</summary>
    public static bool MayPass(Exception? fault) => fault switch
    {
        HttpOperationException refusal when BoundedAnswers.WasTooLong(refusal) => false,
        HttpOperationException { StatusCode: { } status } refusal => MayPass(status) && !refusal.Says(ErrorBody.InsufficientQuota),
        HttpOperationException or ClientResultException or HttpRequestException or IOException => !BoundedAnswers.WasTooLong(fault),
        TimeoutRejectedException => true,
        _ => false,
    };

    /// <summary>Whether it speaks against the deployment, so that others better not wait for it either.</summary>
    /// <param name="late">The advice's time is up: a server that lets one wait so long is as good as none.</param>
    public static bool CountsAgainst(Exception? fault, bool late) =>
        MayPass(fault)
        || (fault is OperationCanceledException && late)
        || fault is AuthenticationFailedException
        || (fault is HttpOperationException { StatusCode: HttpStatusCode.TooManyRequests });

    private static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}
