using System.Diagnostics.CodeAnalysis;

namespace RefundAgent.Identity;

/// <summary>The one rule that all ids share, so that a bad id is refused at the boundary and not deep in storage.</summary>
public static class Id
{
    /// <summary>Characters; helpdesks and shops send ids of up to 1 KiB.</summary>
    public const int MaxLength = 1024;

    public static string Require(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return value.Length <= MaxLength
            ? value
            : throw new ArgumentException($"An id may have at most {MaxLength} characters; this one has {value.Length}.", nameof(value));
    }

    /// <summary>False where <paramref name="value"/> could not be an id: absent, blank or too long.</summary>
    public static bool TryParse<TId>([NotNullWhen(true)] string? value, out TId id)
        where TId : struct, IId<TId>
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > MaxLength)
        {
            id = default;
            return false;
        }

        id = TId.From(value);
        return true;
    }
}
