using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using RefundAgent.Stores;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>Lines in a gzip file, hashed on the way, one in memory at a time.</summary>
internal static class PackedLines
{
    /// <summary>A row of 1 MiB is 1.4 as text; a payload as large as a body may be is less.</summary>
    private const int LongestLine = 8 * 1024 * 1024;

    /// <param name="path">A file that is not there yet.</param>
    /// <param name="lines">Without their ends.</param>
    /// <param name="heard">Told how many there are so far.</param>
    /// <param name="cancellationToken">Leaves half a file.</param>
    public static async Task<BackupFile> WriteAsync(
        string path, IAsyncEnumerable<ReadOnlyMemory<byte>> lines, Action<long> heard, CancellationToken cancellationToken)
    {
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0L;
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        await using (var packed = new GZipStream(file, CompressionLevel.Fastest))
        {
            await foreach (var line in lines.WithCancellation(cancellationToken))
            {
                content.AppendData(line.Span);
                content.AppendData("\n"u8);
                await packed.WriteAsync(line, cancellationToken);
                packed.WriteByte((byte)'\n');
                heard(++rows);
            }
        }

        return new BackupFile(Path.GetFileName(path), rows, new FileInfo(path).Length, await DigestAsync(path, cancellationToken), Text(content));
    }

    /// <exception cref="InvalidDataException">Not gzip, cut short, or damaged.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        var reader = PipeReader.Create(unpacked);
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return rest.Slice(0, end).ToArray();
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                break;
            }

            if (rest.Length > LongestLine)
            {
                throw new InvalidDataException($"a line has more than {LongestLine:N0} bytes");
            }
        }
    }

    /// <summary>Of lines that come from anywhere.</summary>
    public static async Task<(long Rows, string ContentSha256)> DigestAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> lines, Action<long> heard, CancellationToken cancellationToken)
    {
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0L;
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            content.AppendData(line.Span);
            content.AppendData("\n"u8);
            heard(++rows);
        }

        return (rows, Text(content));
    }

    public static async Task<string> DigestAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private static string Text(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
