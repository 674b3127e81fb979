namespace RefundAgent.Adapters.Helpdesks.Gorgias;

/// <summary>The line by which the agent finds its own words again, which stands in a field of its own in Gorgias as well.</summary>
internal static class GorgiasMarker
{
    private const string Beginning = "RA-";

    /// <summary>The last line of our text; null where that is another.</summary>
    public static string? In(string text)
    {
        var last = text.TrimEnd().Split('\n')[^1].Trim();
        return Is(last) ? last : null;
    }

    public static bool Is(string? externalId) => externalId?.StartsWith(Beginning, StringComparison.Ordinal) is true;
}
