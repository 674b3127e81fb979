using System.Collections.Immutable;
using System.Text.Json;

namespace RefundAgent.Adapters.Storage;

/// <summary>One row of a table, as both stores know it.</summary>
internal sealed record Row
{
    public required string Partition { get; init; }

    public required string Key { get; init; }

    public required RowBody Body { get; init; }

    /// <summary>The few columns that queries filter by; everything else is in the body.</summary>
    public ImmutableArray<RowTag> Tags { get; init; } = [];

    /// <summary>The store's mark of this version of the row; null before it was written.</summary>
    public string? ETag { get; init; }

    public static Row Of<T>(string partition, string key, T value, params ImmutableArray<RowTag> tags) =>
        new() { Partition = partition, Key = key, Body = RowBody.Of(value), Tags = tags };

    /// <exception cref="UnreadableRowException">Not what this version of the program writes.</exception>
    public T Read<T>(string table)
    {
        try
        {
            return Body.Read<T>();
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or FormatException or ArgumentException or NotSupportedException)
        {
            var why = fault is InvalidDataException ? fault.Message : $"its payload is not a {typeof(T).Name} ({fault.Message}).";
            throw new UnreadableRowException(table, Partition, Key, why, fault);
        }
    }
}

/// <param name="Name">Of the column.</param>
/// <param name="Value">Compared ordinally.</param>
internal readonly record struct RowTag(string Name, string Value);
