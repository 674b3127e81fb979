using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RefundAgent.Context;
using RefundAgent.Records;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Feedback;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Web.Calls;

/// <summary>
/// What every call shares in both hosts: request id, key, role, time limit, and one place where a failure becomes an answer.
/// It is a method and not a middleware, since the Functions host has no pipeline of ours.
/// </summary>
public sealed partial class ApiCalls(ApiKeys keys, EasyAuth signIn, IOptions<CallOptions> options, TimeProvider time, ILogger<ApiCalls> logger)
{
    private static readonly TimeSpan StorageRetry = TimeSpan.FromSeconds(5);

    internal Task<IResult> RunAsync(
        HttpRequest request, Roles allowed, Func<Caller, CancellationToken, Task<IResult>> handle, CancellationToken cancellationToken) =>
        RunOpenAsync(request, limited => (keys.Find(request) ?? signIn.Find(request)) switch
        {
            null => Task.FromResult(Problems.Unauthorized()),
            { } caller when !caller.Has(allowed) => Task.FromResult(Problems.Forbidden(
                $"This needs a key with one of the roles {allowed.ToString().ToLowerInvariant()}; '{caller.Principal}' has {caller.Roles.ToString().ToLowerInvariant()}.")),
            { } caller => handle(caller, limited),
        }, cancellationToken);

    /// <summary>For calls that prove themselves otherwise: a signature, or nothing to protect.</summary>
    internal async Task<IResult> RunOpenAsync(
        HttpRequest request, Func<CancellationToken, Task<IResult>> handle, CancellationToken cancellationToken)
    {
        var requestId = RequestId.Of(request.HttpContext);
        var headers = request.HttpContext.Response.Headers;
        headers[RequestId.Header] = requestId;
        headers.CacheControl = "no-store"; // An answer is about one customer, for one caller: no cache on its way may keep it.
        headers.XContentTypeOptions = "nosniff";
        using var limit = new CancellationTokenSource(options.Value.TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await handle(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Problems.Of(504, "time-limit", "This took too long.", "Nothing is lost: send the same request again to get its result.", TimeSpan.FromSeconds(5));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Answer(failure, requestId);
        }
    }

    /// <summary>The Functions host answers for itself what no trigger is for.</summary>
    public Task<IResult> NoRouteAsync(HttpRequest request) => RunOpenAsync(
        request,
        _ => Task.FromResult(Problems.Of(404, "no-route", "There is no such route.", $"{request.Method} {request.Path} is not part of this API; GET /{Routes.OpenApi} describes it.")),
        CancellationToken.None);

    private IResult Answer(Exception failure, string requestId)
    {
        switch (failure)
        {
            case InvalidRequestException invalid:
                return Problems.Invalid(invalid.Faults);
            case BodyTooLargeException:
                return Problems.TooLarge();
            case BadHttpRequestException bad:
                return Problems.Of(bad.StatusCode, "bad-http", "The request could not be read.", "Send the whole body with a correct Content-Length.");
            case TenantNotAllowedException or RoleNotAllowedException:
                return Problems.Forbidden(failure.Message);
            case MessageBusyException deciding:
                return Problems.Of(409, "message-busy", "The same message is being decided.", deciding.Message, deciding.RetryAfter);
            case NoPolicyException missing:
                return Problems.Of(409, "no-policy", "There is no policy yet.", missing.Message);
            case StorageBusyException or StorageFormatException:
                LogUnavailable(failure, requestId);
                return Problems.Of(503, "storage-busy", "Storage cannot be reached just now.", "Nothing is lost: send the same request again.", StorageRetry);
            case UnreadableRowException damaged:
                LogFailure(damaged, requestId);
                return Problems.Of(500, "unreadable-row", "A stored row cannot be read.", $"It was left as it is; operators find it in the log under {requestId}.");
            default:
                LogFailure(failure, requestId);
                return Problems.Of(500, "internal", "Something went wrong on our side.", $"Nothing is lost: send the same request again, and quote {requestId} if it goes on.");
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "Request {RequestId} failed")]
    private partial void LogFailure(Exception failure, string requestId);

    [LoggerMessage(2002, LogLevel.Warning, "Request {RequestId}: storage is unavailable")]
    private partial void LogUnavailable(Exception failure, string requestId);
}

/// <summary>Section <c>Decisions</c> of the settings.</summary>
public sealed class CallOptions
{
    public const string Section = "Decisions";

    /// <summary>For one HTTP call, in both hosts; the Functions platform cuts a call off at 230 s (Azure load balancer idle time).</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(100);
}
