using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RefundAgent.Web.Calls;

/// <summary>Reads a body within its limit, raw for signatures, parsed for everything else.</summary>
internal static class JsonBody
{
    public const int MostBytes = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

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

    /// <inheritdoc cref="ReadObjectAsync"/>
    public static FieldReader Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new FieldReader(document.RootElement.Clone())
                : throw new InvalidRequestException([new FieldFault("$", "The body must be a JSON object.")]);
        }
        catch (JsonException broken)
        {
            throw new InvalidRequestException([new FieldFault("$", "The body is not valid JSON: " + Plain(broken))]);
        }
    }

    private static string Plain(JsonException broken) => broken.LineNumber is { } line
        ? $"look at line {line + 1}, byte {broken.BytePositionInLine + 1} ({broken.Message.Split(" LineNumber", 2)[0].Split(" Path:", 2)[0].TrimEnd()})."
        : broken.Message;
}
