using System.Buffers.Binary;
using System.Text;

namespace RefundAgent.Scripted;

/// <summary>A span as a collector reads it from the binary form (opentelemetry-proto, trace/v1/trace.proto); ids in hex.</summary>
/// <param name="Parent">Empty for the first of a trace.</param>
/// <param name="Kind">2 server, 4 producer, 5 consumer, …</param>
/// <param name="Start">In nanoseconds.</param>
/// <param name="Tags">Those of text and whole numbers.</param>
/// <param name="Links">Traces that it is linked to.</param>
internal sealed record OtlpSpan(string Trace, string Id, string Parent, string Name, int Kind, ulong Start, IReadOnlyDictionary<string, string> Tags, string[] Links)
{
    /// <param name="request">ExportTraceServiceRequest: resources, in them scopes, in them spans.</param>
    public static IEnumerable<OtlpSpan> ReadAll(ReadOnlyMemory<byte> request) =>
        from resource in Fields(request, 1)
        from scope in Fields(resource, 2)
        from span in Fields(scope, 2)
        select Read(span);

    /// <param name="request">ExportLogsServiceRequest: resources, in them scopes, in them lines (logs/v1/logs.proto).</param>
    public static IEnumerable<string> TracesOfLogs(ReadOnlyMemory<byte> request) =>
        from resource in Fields(request, 1)
        from scope in Fields(resource, 2)
        from line in Fields(scope, 2)
        select Hex(line, 9);

    private static OtlpSpan Read(ReadOnlyMemory<byte> span) => new(
        Hex(span, 1), Hex(span, 2), Hex(span, 4), Text(span, 5), (int)Number(span, 6), Number(span, 7),
        Fields(span, 9).ToDictionary(tag => Text(tag, 1), tag => ValueOf(Fields(tag, 2).Single()), StringComparer.Ordinal),
        [.. Fields(span, 13).Select(link => Hex(link, 1))]);

    private static string ValueOf(ReadOnlyMemory<byte> value) => Fields(value, 1).Any() ? Text(value, 1) : $"{Number(value, 3)}";

    private static string Hex(ReadOnlyMemory<byte> message, int field) => Convert.ToHexStringLower(Fields(message, field).SingleOrDefault().Span);

    private static string Text(ReadOnlyMemory<byte> message, int field) => Encoding.UTF8.GetString(Fields(message, field).SingleOrDefault().Span);

    private static ulong Number(ReadOnlyMemory<byte> message, int field) => Parts(message).Where(part => part.Field == field).Select(part => part.Number).SingleOrDefault();

    private static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int field) =>
        Parts(message).Where(part => part.Field == field).Select(part => part.Bytes);

    /// <summary>https://protobuf.dev/programming-guides/encoding/: a key, then a number, or so many bytes.</summary>
    private static IEnumerable<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> Parts(ReadOnlyMemory<byte> message)
    {
        while (!message.IsEmpty)
        {
            var key = Varint(ref message);
            var number = 0UL;
            var bytes = ReadOnlyMemory<byte>.Empty;
            switch (key & 7)
            {
                case 0:
                    number = Varint(ref message);
                    break;
                case 1:
                    number = BinaryPrimitives.ReadUInt64LittleEndian(message.Span);
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref message);
                    (bytes, message) = (message[..length], message[length..]);
                    break;
                case 5:
                    number = BinaryPrimitives.ReadUInt32LittleEndian(message.Span);
                    message = message[4..];
                    break;
                default:
                    throw new FormatException($"A field is of type {key & 7}.");
            }

            yield return ((int)(key >> 3), number, bytes);
        }
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message.Span[0];
            message = message[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
