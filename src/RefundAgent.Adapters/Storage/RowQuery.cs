using System.Collections.Immutable;

namespace RefundAgent.Adapters.Storage;

/// <summary>A range of rows, in the order of partition and key; the only kind of scan there is, so that none is by accident a whole table.</summary>
internal sealed record RowQuery
{
    /// <summary>Inclusive.</summary>
    public required string PartitionFrom { get; init; }

    /// <summary>Exclusive; null for the one partition <see cref="PartitionFrom"/>.</summary>
    public string? PartitionTo { get; init; }

    /// <summary>Inclusive; only within one partition.</summary>
    public string? KeyFrom { get; init; }

    /// <summary>Exclusive; only within one partition.</summary>
    public string? KeyTo { get; init; }

    public ImmutableArray<TagMatch> Tags { get; init; } = [];

    /// <summary>About how many rows the caller will read before it stops; null where it reads them all.</summary>
    public int? PageSize { get; init; }

    /// <summary>Only rows of an older format than this; rows without one are none.</summary>
    public int? OlderThan { get; init; }

    /// <summary>The whole table, for what is done once and not as part of any work.</summary>
    public static RowQuery All { get; } = new() { PartitionFrom = string.Empty, PartitionTo = "\uffff" };

    public static RowQuery Of(string partition) => new() { PartitionFrom = partition };

    /// <summary>The rows of one partition whose keys begin with <paramref name="prefix"/> and the separator.</summary>
    public static RowQuery Under(string partition, string prefix) => new()
    {
        PartitionFrom = partition,
        KeyFrom = prefix + KeyText.Separator,
        KeyTo = prefix + (char)(KeyText.Separator + 1),
    };
}

/// <param name="Name">Of the column.</param>
/// <param name="Value">To compare with, ordinally.</param>
/// <param name="OrGreater">At least <paramref name="Value"/> instead of equal to it.</param>
internal readonly record struct TagMatch(string Name, string Value, bool OrGreater = false);
