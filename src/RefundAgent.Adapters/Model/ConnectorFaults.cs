using System.ClientModel;
using System.Net;
using Azure.Identity;
using Microsoft.SemanticKernel;

namespace RefundAgent.Adapters.Model;

/// <summary>Turns whatever the connector throws into a <see cref="ModelException"/>, so that nothing above knows its types.</summary>
internal static class ConnectorFaults
{
    public static ModelException Translate(Exception exception, Spending spent)
    {
        var (fault, detail) = exception switch
        {
            HttpOperationException { StatusCode: { } status } => OfStatus(status),
            HttpOperationException or ClientResultException or HttpRequestException or IOException =>
                (ModelFault.Unreachable, "the connection failed"),
            OperationCanceledException => (ModelFault.Unreachable, "the connection timed out"),
            AuthenticationFailedException => (ModelFault.NotSignedIn, "no token for the model could be had"),

            // The connector's parser fails with whatever it stumbles on: a missing choice, a wrong type, no JSON at all.
            _ => (ModelFault.Garbled, $"the answer is no chat completion ({exception.GetType().Name})"),
        };
        return new ModelException(fault, detail, spent, exception);
    }

    private static (ModelFault Fault, string Detail) OfStatus(HttpStatusCode status) => ((int)status switch
    {
        429 => ModelFault.RateLimited,
        >= 500 => ModelFault.ServerError,
        >= 400 => ModelFault.Rejected,
        _ => ModelFault.Garbled,
    }, $"HTTP {(int)status}");
}
