using Microsoft.Extensions.Logging;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>Makes the HTTP client of a connection, and gives an adapter the clock: all that it needs from outside.</summary>
internal sealed class HelpdeskClients(ConnectionName connection, TimeProvider time, IIdSource ids, ILogger logger)
{
    public TimeProvider Time => time;

    /// <param name="baseUrl">Of the API, ending in a slash; paths are relative to it.</param>
    /// <param name="authorise">Puts the credentials on a request, each time it is sent.</param>
    public HelpdeskHttp Open(Uri baseUrl, Func<HttpRequestMessage, CancellationToken, ValueTask> authorise) =>
        new(connection, baseUrl, authorise, time, ids, logger);
}
