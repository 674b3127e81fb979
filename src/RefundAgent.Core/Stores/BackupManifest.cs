using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace RefundAgent.Stores;

/// <summary>What a backup holds; the last file to be written, so that a folder without one is no backup.</summary>
/// <param name="Version">Of this layout.</param>
/// <param name="Build">That took it.</param>
/// <param name="Format">That was in force.</param>
/// <param name="StartedAt">Nothing later than this is promised to be in it.</param>
/// <param name="EndedAt">Nothing later than this is in it.</param>
/// <param name="Files">In the order in which they were copied.</param>
/// <param name="Waiting">Messages by queue that were waiting for a worker, and are not in it.</param>
/// <param name="Erasures">Customers erased before it was taken; who was erased since has to be erased again after a restore.</param>
public sealed record BackupManifest(
    int Version,
    string Build,
    int Format,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    ImmutableArray<BackupFile> Files,
    ImmutableSortedDictionary<string, int> Waiting,
    ErasureMark Erasures)
{
    public const string FileName = "manifest.json";

    public const int Current = 1;

    /// <summary>Of all that it holds: two backups of the same content have the same, whenever and by whichever build they were taken.</summary>
    public string Id
    {
        get
        {
            var all = string.Join('\n', Files.Select(file => $"{file.Name} {file.Rows} {file.ContentSha256}").Order(StringComparer.Ordinal).Prepend($"format {Format}"));
            return "b-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16];
        }
    }

    public long Rows => Files.Sum(file => file.Rows);

    public long Bytes => Files.Sum(file => file.Bytes);
}

/// <param name="Name">Within the folder.</param>
/// <param name="Rows">Lines.</param>
/// <param name="Bytes">Packed, as it is on disk.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="ContentSha256">Of the lines, unpacked: what a restored store is compared by.</param>
public sealed record BackupFile(string Name, long Rows, long Bytes, string Sha256, string ContentSha256);

/// <param name="Count">How many words of the control log erase a customer.</param>
/// <param name="Newest">When the last was said; null where there is none.</param>
public sealed record ErasureMark(int Count, DateTimeOffset? Newest);

/// <param name="File">That is being copied, verified or compared; null for what is not a file.</param>
/// <param name="Rows">Of it so far.</param>
/// <param name="Total">Null where nobody knows before the end.</param>
/// <param name="Step">In words.</param>
public sealed record BackupProgress(string Step, string? File, long Rows, long? Total);

/// <summary>A backup, or a store that was to take it, is not what it has to be; nothing was written.</summary>
public sealed class BackupException(string why, Exception? cause = null) : Exception(why, cause);
