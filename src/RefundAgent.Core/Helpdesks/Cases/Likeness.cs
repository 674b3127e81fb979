namespace RefundAgent.Helpdesks;

/// <summary>
/// Tells a prepared answer that somebody changed from one that they wrote themselves: at least half of all words are common to both
/// (Jaccard's index over the multisets of words), and not all are.
/// </summary>
internal static class Likeness
{
    private const double AtLeast = 0.5;

    public static bool IsEdit(string prepared, string sent) => Of(prepared, sent) is >= AtLeast and < 1;

    /// <summary>0 to 1.</summary>
    public static double Of(string left, string right)
    {
        var (these, those) = (Words(left), Words(right));
        var common = these.Sum(word => Math.Min(word.Value, those.GetValueOrDefault(word.Key)));
        var all = these.Values.Sum() + those.Values.Sum() - common;
        return all == 0 ? 1 : (double)common / all;
    }

    private static Dictionary<string, int> Words(string text) => text
        .Split([' ', '\n', '\t', ',', '.', ';', ':', '!', '?', '(', ')', '"', '\''], StringSplitOptions.RemoveEmptyEntries)
        .GroupBy(word => word.ToUpperInvariant(), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
}
