using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Web.Calls;

/// <summary>Reads a body within its limit, raw for signatures, parsed for everything else.</summary>
internal static class JsonBody
{
    public const int MostBytes = 256 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    /// <exception cref="BodyTooLargeException">More than <see cref="MostBytes"/>.</exception>
    public static async Task<byte[]> ReadRawAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MostBytes)
        {
            throw new BodyTooLargeException();
        }

        var body = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 4096) + 1);
        int read;
        while ((read = await request.Body.ReadAsync(body.GetMemory(), cancellationToken)) > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > MostBytes)
            {
                throw new BodyTooLargeException();
            }
        }

        return body.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidRequestException">Not a JSON object, or a key stands twice.</exception>
    public static async Task<FieldReader> ReadObjectAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Parse(await ReadRawAsync(request, cancellationToken));

    /// <summary>For calls that need nothing said: no body is an object without fields.</summary>
    /// <inheritdoc cref="ReadObjectAsync"/>
    public static async Task<FieldReader> ReadOptionalAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Parse(await ReadRawAsync(request, cancellationToken) is { Length: > 0 } body ? body : "{}"u8.ToArray());

    /// <inheritdoc cref="ReadObjectAsync"/>
    public static FieldReader Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            throw Invalid("$", "The body is empty: send a JSON object.");
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            throw Invalid("$", "The body is not UTF-8 text.");
        }

        try
        {
            using var document = JsonDocument.Parse(utf8.Span.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8, Strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw Invalid("$", "The body must be a JSON object.");
            }

            var twice = DuplicateKeys.PathsIn(root).Select(path => new FieldFault(path[2..], "stands twice: send it once.")).ToArray();
            return twice.Length == 0 ? new FieldReader(root.Clone()) : throw new InvalidRequestException(twice);
        }
        catch (JsonException broken)
        {
            throw Invalid("$", "The body is not valid JSON: " + Plain(broken));
        }
        catch (InvalidOperationException)
        {
            throw Invalid("$", "A key of the body holds half of a surrogate pair (\\ud800 to \\udfff), which is not valid Unicode text.");
        }
    }

    private static InvalidRequestException Invalid(string field, string message) => new([new FieldFault(field, message)]);

    private static string Plain(JsonException broken) => broken.LineNumber is { } line
        ? $"look at line {line + 1}, byte {broken.BytePositionInLine + 1} ({broken.Message.Split(" LineNumber", 2)[0].Split(" Path:", 2)[0].TrimEnd()})."
        : broken.Message;
}
