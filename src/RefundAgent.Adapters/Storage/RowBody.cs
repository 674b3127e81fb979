using System.Collections.Immutable;
using System.IO.Compression;
using RefundAgent.Adapters.Storage.Formats;

namespace RefundAgent.Adapters.Storage;

/// <summary>
/// The payload of a row: canonical JSON with a schema version, cut into pieces since one property of a table row holds 64 KiB, and packed
/// above 32 KiB since a row holds 1 MiB in all.
/// </summary>
/// <param name="Schema">The format that the row is in; null where the stored row has none that could be read.</param>
/// <param name="Packed">gzip.</param>
/// <param name="Pieces">In order.</param>
internal sealed record RowBody(int? Schema, bool Packed, ImmutableArray<ReadOnlyMemory<byte>> Pieces)
{
    public const int PieceBytes = 64 * 1024;

    /// <summary>What is left of the 1 MiB of a row for its payload, after keys, tags and the names of the columns.</summary>
    public const int MaxStoredBytes = 960 * 1024;

    /// <summary>Before packing; a row that claims to unpack to more is damaged.</summary>
    public const int MaxUnpackedBytes = 16 * 1024 * 1024;

    private const int PackAbove = 32 * 1024;

    /// <summary>Bytes that the store will hold.</summary>
    public int StoredBytes => Pieces.Sum(piece => piece.Length);

    /// <exception cref="ArgumentException">Too large for a row even when packed.</exception>
    public static RowBody Of<T>(T value)
    {
        ReadOnlyMemory<byte> bytes = CanonicalJson.WriteUtf8(value);
        var (packed, whole) = (bytes.Length > PackAbove, bytes.Length);
        bytes = packed && whole <= MaxUnpackedBytes ? Pack(bytes.Span) : bytes;
        if (bytes.Length > MaxStoredBytes)
        {
            throw new ArgumentException($"A {typeof(T).Name} of {whole:N0} bytes is too large for a row, which holds {MaxStoredBytes:N0} packed.", nameof(value));
        }

        var pieces = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(1);
        for (var start = 0; start < bytes.Length; start += PieceBytes)
        {
            pieces.Add(bytes.Slice(start, Math.Min(PieceBytes, bytes.Length - start)));
        }

        return new RowBody(StorageFormat.Newest, packed, pieces.ToImmutable());
    }

    /// <exception cref="InvalidDataException">Another schema version, or damaged.</exception>
    /// <exception cref="System.Text.Json.JsonException">Not the JSON of a <typeparamref name="T"/>.</exception>
    public T Read<T>()
    {
        if (Schema is not (>= StorageFormat.Oldest and <= StorageFormat.Newest))
        {
            throw new InvalidDataException(Schema is { } other
                ? $"it has schema version {other}, and this build reads {StorageFormat.Oldest} to {StorageFormat.Newest}."
                : "its schema version is missing or not a whole number.");
        }

        var bytes = Pieces switch
        {
            [] => throw new InvalidDataException("its payload is missing or not binary."),
            [var only] => only,
            _ => Joined(),
        };
        return CanonicalJson.Read<T>(Packed ? Unpack(bytes) : bytes.Span);
    }

    private byte[] Joined()
    {
        var bytes = new byte[StoredBytes];
        var end = 0;
        foreach (var piece in Pieces)
        {
            piece.CopyTo(bytes.AsMemory(end));
            end += piece.Length;
        }

        return bytes;
    }

    private static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Unpack(ReadOnlyMemory<byte> packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (gzip.Read(buffer) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MaxUnpackedBytes)
            {
                throw new InvalidDataException($"its payload unpacks to more than {MaxUnpackedBytes:N0} bytes.");
            }
        }

        return bytes.ToArray();
    }
}
