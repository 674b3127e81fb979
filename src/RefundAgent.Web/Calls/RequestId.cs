using Microsoft.AspNetCore.Http;

namespace RefundAgent.Web.Calls;

/// <summary>One id from the caller's log to ours: theirs where it is usable, else the server's own.</summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";

    public static string Of(HttpContext context) =>
        context.Request.Headers[Header] is [{ Length: > 0 and <= 128 } given] && given.All(IsPlain) ? given : context.TraceIdentifier;

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':';
}
