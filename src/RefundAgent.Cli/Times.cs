using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RefundAgent.Cli;

/// <summary>A moment as RFC 3339 writes it: the whole of it, offset included, so that it means the same on every machine.</summary>
internal static class Times
{
    private static readonly string[] Forms = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>For <see cref="Option{T}.CustomParser"/>, where only what has been can be asked about.</summary>
    public static DateTimeOffset ParsePast(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!TryParse(text, out var time))
        {
            result.AddError($"'{text}' is not a time with an offset: write 2026-11-23T06:00:00Z.");
        }
        else if (time > RealClock.Time.GetUtcNow())
        {
            result.AddError($"{text} lies in the future: nothing can have happened since.");
        }

        return time;
    }

    /// <summary>A form without its offset would be read in the time zone of this machine.</summary>
    private static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        return (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }
}
