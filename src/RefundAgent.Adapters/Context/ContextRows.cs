using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using RefundAgent.Adapters.Storage;
using RefundAgent.Context;
using RefundAgent.Policies;
using RefundAgent.Proposals;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Context;

/// <summary>Keys of versions run backwards, so that the newest is the first of its partition; items keep their place in the version.</summary>
internal static class ContextRows
{
    public const string PointerKey = "active";

    public static string TenantPartition(TenantId tenant) => KeyText.Encode(tenant.Value);

    public static string VersionKey(ContextVersion version) => (int.MaxValue - version.Number).ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>Each attempt to save writes to a partition of its own: two learners on one number cannot mix their items.</summary>
    public static string ItemPartition(TenantId tenant, ContextVersion version, string attempt) =>
        KeyText.Join(KeyText.Encode(tenant.Value), version.ToString(), KeyText.Encode(attempt));

    /// <summary>The items of all attempts at a version: what one that died or lost has left is among them.</summary>
    public static RowQuery AllAttempts(TenantId tenant, ContextVersion version)
    {
        var prefix = KeyText.Join(KeyText.Encode(tenant.Value), version.ToString());
        return new RowQuery { PartitionFrom = prefix + KeyText.Separator, PartitionTo = prefix + (char)(KeyText.Separator + 1) };
    }

    public static ImmutableArray<Row> Items(string partition, ImmutableArray<LearnedItem> items) =>
        [.. items.Select((item, place) => Row.Of(partition, place.ToString("D6", CultureInfo.InvariantCulture), item))];

    /// <summary>Over the payloads in order: tells a version that was edited by hand from the one that was learned.</summary>
    public static string Digest(IEnumerable<Row> items)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in items.SelectMany(item => item.Body.Pieces))
        {
            hash.AppendData(piece.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The row that makes a version stand; written last.</summary>
    internal sealed record Header(
        ContextVersion Version,
        string Attempt,
        int Items,
        string Digest,
        long Through,
        ImmutableSortedDictionary<string, SegmentTally> Segments,
        ImmutableArray<PolicyProposal> Proposals = default,
        ContextVersion? Over = null,
        DateTimeOffset? SavedAt = null);

    /// <summary>What is in force for a tenant.</summary>
    internal sealed record Pointer(TenantId Tenant, ContextVersion Context, PolicyVersion? Policy, bool Held = false);
}
