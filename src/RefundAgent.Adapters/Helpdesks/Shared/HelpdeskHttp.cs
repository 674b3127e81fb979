using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>
/// A helpdesk's API over HTTP. What may be repeated is (readings, tags, an assignment), with waits as long as the helpdesk asks for; a comment
/// is sent once and only repeated where the helpdesk says that it took no effect (429). Redirects are never followed, since the credentials
/// would go along.
/// </summary>
internal sealed partial class HelpdeskHttp : IDisposable
{
    private const int MostTries = 3;
    private const int MostAnswerBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan TryLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(300);

    /// <summary>A longer wait is the queue's: the message comes back later.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private readonly ConnectionName connection;
    private readonly Func<HttpRequestMessage, CancellationToken, ValueTask> authorise;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly HttpClient http;
    private readonly ResiliencePipeline repeated;
    private readonly ResiliencePipeline once;

    public HelpdeskHttp(
        ConnectionName connection,
        Uri baseUrl,
        Func<HttpRequestMessage, CancellationToken, ValueTask> authorise,
        TimeProvider time,
        IIdSource ids,
        ILogger logger)
    {
        (this.connection, this.authorise, this.time, this.logger) = (connection, authorise, time, logger);
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            BaseAddress = baseUrl,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostAnswerBytes,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("RefundAgent", "1"));
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        repeated = Pipeline(fault => fault.Fault is HelpdeskFault.Busy or HelpdeskFault.Unclear, ids);
        once = Pipeline(fault => fault.Fault is HelpdeskFault.Busy, ids);
    }

    /// <summary>May be repeated.</summary>
    /// <exception cref="HelpdeskException">Any answer but 2xx, 301 and 404.</exception>
    public Task<HelpdeskAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(repeated, HttpMethod.Get, path, null, cancellationToken);

    /// <summary>For what has the same effect however often it is done; may be repeated.</summary>
    /// <param name="body">Written as JSON, names as they are; <see cref="FormBody"/> as a form, <see cref="HttpContent"/> as it is.</param>
    /// <inheritdoc cref="GetAsync"/>
    public Task<HelpdeskAnswer> SetAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        SendAsync(repeated, method, path, body, cancellationToken);

    /// <summary>For what would be there twice; sent once.</summary>
    /// <inheritdoc cref="SetAsync"/>
    public Task<HelpdeskAnswer> AddAsync(HttpMethod method, string path, object body, CancellationToken cancellationToken) =>
        SendAsync(once, method, path, body, cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<HelpdeskAnswer> SendAsync(ResiliencePipeline pipeline, HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        await pipeline.ExecuteAsync(async token => await TryAsync(method, path, body, token), cancellationToken);

    private async Task<HelpdeskAnswer> TryAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = HelpdeskAnswer.ContentOf(body) };
        using var limit = new CancellationTokenSource(TryLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await authorise(request, either.Token);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            return await HelpdeskAnswer.ReadAsync($"{method} {path}", response, time.GetUtcNow(), either.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HelpdeskException(HelpdeskFault.Unclear, $"{connection}: {method} {path} had no answer within {TryLimit.TotalSeconds} s.", cause: late);
        }
        catch (HttpRequestException cut)
        {
            // Where nobody was reached nothing was done, but the caller reads again in any case.
            throw new HelpdeskException(HelpdeskFault.Unclear, $"{connection}: {method} {path} was not answered ({cut.HttpRequestError}).", cause: cut);
        }
    }

    private ResiliencePipeline Pipeline(Func<HelpdeskException, bool> isWorthAnotherTry, IIdSource ids) =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = MostTries - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = FirstWait,
            UseJitter = true,
            Randomizer = () => int.Parse(ids.Next().AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 65536d,
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is HelpdeskException fault && isWorthAnotherTry(fault) && (fault.RetryAfter ?? TimeSpan.Zero) <= LongestWait),
            DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as HelpdeskException)?.RetryAfter),
            OnRetry = arguments =>
            {
                LogRetry(logger, connection.Value, arguments.AttemptNumber + 2, arguments.RetryDelay.TotalMilliseconds, arguments.Outcome.Exception!.Message);
                return default;
            },
        }).Build();

    [LoggerMessage(9001, LogLevel.Information, "Helpdesk {Connection}: try {Try} follows in {Milliseconds} ms ({Why})")]
    private static partial void LogRetry(ILogger logger, string connection, int @try, double milliseconds, string why);
}
