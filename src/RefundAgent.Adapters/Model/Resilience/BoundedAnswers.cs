using System.ClientModel.Primitives;

namespace RefundAgent.Adapters.Model.Resilience;

/// <summary>Reads no more of an answer than any honest one has, so that a broken server cannot fill this process's memory.</summary>
internal sealed class BoundedAnswers(HttpMessageHandler network) : DelegatingHandler(network)
{
    /// <summary>The longest answer that is of use has 64 Ki characters.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>
    /// For the life of the process. Its own limit of time is off: the layers above have finer ones. No redirect is followed: it could lead
    /// the case to a server that nobody configured.
    /// </summary>
    public static HttpClientPipelineTransport Transport() => new(new HttpClient(new BoundedAnswers(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    }))
    {
        Timeout = Timeout.InfiniteTimeSpan,
    });

    /// <summary>Whether <paramref name="fault"/> says that an answer was longer than <see cref="MaxBytes"/>.</summary>
    public static bool WasTooLong(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded })
            {
                return true;
            }
        }

        return false;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken);
            return response;
        }
        catch
        {
            // The rest must not be read for the sake of the connection.
            response.Dispose();
            throw;
        }
    }
}
