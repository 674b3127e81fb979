using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RefundAgent.Web.Calls;

/// <summary>
/// Reads an id out of a path as it was meant. Servers decode a path before they route it and leave <c>%2F</c> as it is, so that <c>a%2Fb</c>
/// and <c>a%252Fb</c> look alike afterwards; shops name customers so, and nobody else's must be erased for them.
/// </summary>
internal static class PathId
{
    /// <param name="routed">What the route captured.</param>
    /// <param name="after">Segments of the path that follow the id.</param>
    public static string Of(HttpRequest request, string routed, int after)
    {
        var raw = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var segments = raw.Split('?')[0].Split('/');
        return routed.Contains('%') && segments.Length > after + 1 ? Uri.UnescapeDataString(segments[^(after + 1)]) : routed;
    }
}
