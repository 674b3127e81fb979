using System.Globalization;
using RefundAgent.Adapters.Storage;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Records;

/// <summary>
/// Where a decision stands: its id alone tells. A partition is a tenant's day, and days and times run backwards, so that a plain scan lists
/// newest first and no partition takes more than a day's load.
/// </summary>
internal sealed record DecisionKeys(string Partition, string Stem)
{
    private const int LastDay = 99_999_999;
    private const int LastTime = 999_999_999;

    private const string PapersEnd = ".p";

    /// <summary>Sorts after the record's key, and before the next decision's.</summary>
    public string Papers => Stem + PapersEnd;

    public string Record => Stem + ".d";

    /// <summary>In the day's list of open work, which sorts after all its decisions.</summary>
    public string Open => OpenPrefix + Stem;

    /// <summary>Stems begin with a digit.</summary>
    public const string OpenPrefix = "open.";

    /// <summary>Exclusive end of the keys that begin with <see cref="OpenPrefix"/>.</summary>
    public const string AfterOpen = "open/";

    /// <summary>The end of the stem's own rows.</summary>
    public string End => Stem + ".z";

    public static bool ArePapers(string key) => key.EndsWith(PapersEnd, StringComparison.Ordinal);

    /// <summary>Null for text that no decision of ours is named by.</summary>
    public static DecisionKeys? Of(TenantId tenant, DecisionId decision) =>
        DecisionId.TryParse(decision.Value, out _, out var at)
            ? new DecisionKeys(PartitionOf(tenant, at), $"{LastTime - Number(at, "HHmmssfff"):D9}.{decision.Value.AsSpan(19)}")
            : null;

    public static string PartitionOf(TenantId tenant, DateTimeOffset at) =>
        KeyText.Join(KeyText.Encode(tenant.Value), (LastDay - Number(at, "yyyyMMdd")).ToString("D8", CultureInfo.InvariantCulture));

    /// <summary>Exclusive end of all partitions of a tenant: days are digits.</summary>
    public static string LastPartition(TenantId tenant) => KeyText.Join(KeyText.Encode(tenant.Value), "a");

    private static int Number(DateTimeOffset at, string format) =>
        int.Parse(at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
