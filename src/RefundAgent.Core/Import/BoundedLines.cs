using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace RefundAgent.Import;

/// <summary>Reads text line by line without ever holding more of a line than is allowed: a file without line ends must not fill the memory.</summary>
internal static class BoundedLines
{
    /// <returns>Each line without its end; null for one that is longer than <paramref name="most"/> characters.</returns>
    public static async IAsyncEnumerable<string?> ReadAsync(
        TextReader reader, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<char>.Shared.Rent(16 * 1024);
        try
        {
            var line = new StringBuilder();
            var tooLong = false;
            var pending = false;
            while (await reader.ReadAsync(buffer.AsMemory(), cancellationToken) is > 0 and var read)
            {
                for (var start = 0; start < read;)
                {
                    var end = buffer.AsSpan(start, read - start).IndexOf('\n');
                    var length = end < 0 ? read - start : end;
                    tooLong |= line.Length + length > most;
                    line.Append(buffer, start, tooLong ? 0 : length);
                    pending = end < 0;
                    start += length + 1;
                    if (!pending)
                    {
                        yield return Take(line, ref tooLong);
                    }
                }
            }

            if (pending)
            {
                yield return Take(line, ref tooLong);
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static string? Take(StringBuilder line, ref bool tooLong)
    {
        var text = tooLong ? null : line.ToString().TrimEnd('\r');
        line.Clear();
        tooLong = false;
        return text;
    }
}
