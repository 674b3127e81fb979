using System.Diagnostics;
using System.Globalization;

namespace RefundAgent.Cli.Serve;

/// <summary>Says of the framework's span of a request what that leaves out: method, route and status, as OpenTelemetry's conventions for HTTP name them.</summary>
internal static class RequestSpans
{
    public static void NameRequests(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (Activity.Current is { IsAllDataRequested: true } span)
        {
            Tell(span, context);
        }
    });

    private static void Tell(Activity span, HttpContext context)
    {
        var method = context.Request.Method is "GET" or "POST" or "HEAD" ? context.Request.Method : "_OTHER";
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = $"{method} {route}";
        span.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetTag(SpanTags.Error, context.Response.StatusCode.ToString(CultureInfo.InvariantCulture)).SetStatus(ActivityStatusCode.Error);
        }
    }
}
