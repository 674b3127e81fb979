using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RefundAgent.Adapters.Queues;

/// <summary>
/// The trace that a message belongs to, as its sender wrote it into the envelope. It is a help and no more: one that is missing, broken or of
/// a version yet to come makes no message unreadable.
/// </summary>
internal static partial class TraceParent
{
    public const string Field = "traceparent";

    /// <summary>What runs here just now, to be written down; null where that has no trace.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <param name="message">An envelope, or what is taken for one.</param>
    /// <returns>Nothing where it names none.</returns>
    public static ActivityContext Of(string message) =>
        Find(message) is { } written && Shape().IsMatch(written) && ActivityContext.TryParse(written, traceState: null, isRemote: true, out var sender)
            ? sender
            : default;

    /// <summary>Reads no further than it has to: the field stands before the body.</summary>
    private static string? Find(string message)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(message));
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var found = reader.ValueTextEquals(Field);
                reader.Read();
                if (found)
                {
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }

                reader.Skip();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Whoever reads the message says what is wrong with it.
        }

        return null;
    }

    /// <summary>Version 00 of https://www.w3.org/TR/trace-context/#traceparent-header: nobody but us writes it here.</summary>
    [GeneratedRegex("^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
