namespace RefundAgent.Adapters.Policies;

/// <summary>Finds the name that somebody most likely meant.</summary>
internal static class Suggestion
{
    private const int MaxEdits = 2;

    /// <summary>Null where nothing is near: a wild guess would only mislead.</summary>
    /// <param name="written">As it stands in the document.</param>
    /// <param name="known">The names that there are.</param>
    /// <param name="maxEdits">Letters that may differ; 0 for another spelling of the same words only.</param>
    public static string? For(string written, IEnumerable<string> known, int maxEdits = MaxEdits)
    {
        var candidates = known
            .Select(name => (Name: name, Edits: Edits(Plain(written), Plain(name))))
            .Where(candidate => candidate.Edits <= Math.Min(maxEdits, candidate.Name.Length / 3))
            .OrderBy(candidate => candidate.Edits)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal);
        return candidates.Select(candidate => candidate.Name).FirstOrDefault();
    }

    /// <summary>Case and word joints are the commonest slips: <c>final_sale</c> for <c>finalSale</c>.</summary>
    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Levenshtein distance (Levenshtein 1966); names are short, so one row is enough.</summary>
    private static int Edits(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > MaxEdits)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
