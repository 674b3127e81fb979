using Microsoft.Extensions.Logging;

namespace RefundAgent.Web;

/// <summary>
/// Both hosts log one line for each event of ours. What frameworks say besides, up to six lines for one request, would cost more than it
/// tells; the Functions host's own levels (<c>logging</c> in host.json) don't reach what its worker exports.
/// </summary>
public static class LogLevels
{
    public static ILoggingBuilder QuietFrameworks(this ILoggingBuilder logging) =>
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Azure", LogLevel.Error).AddFilter("System", LogLevel.Warning);
}
