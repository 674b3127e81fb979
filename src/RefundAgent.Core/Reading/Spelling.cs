namespace RefundAgent.Reading;

/// <summary>English plurals and near spellings; enough to recognise a product that the customer has, never to invent one.</summary>
internal static class Spelling
{
    private const int ShortestForgiven = 5;
    private const int TwoSlipsFrom = 9;
    private const int LongestForgiven = 64;

    public static string Singular(string word)
    {
        if (word.Length <= 3 || !word.EndsWith('s') || word.EndsWith("ss", StringComparison.Ordinal))
        {
            return word;
        }

        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
        {
            return word[..^3] + "y";
        }

        if (word.EndsWith("lves", StringComparison.Ordinal))
        {
            return word[..^3] + "f";
        }

        return EndsWithSibilantPlural(word) ? word[..^2] : word.EndsWith("us", StringComparison.Ordinal) ? word : word[..^1];
    }

    /// <summary>One slip (two in long words), the first letter right: what a hurried hand writes.</summary>
    public static bool IsNear(string written, string meant)
    {
        if (written.Length < ShortestForgiven || meant.Length is < ShortestForgiven or > LongestForgiven || written[0] != meant[0])
        {
            return false;
        }

        var slips = Math.Min(written.Length, meant.Length) >= TwoSlipsFrom ? 2 : 1;
        return Math.Abs(written.Length - meant.Length) <= slips && Slips(written, meant) <= slips;
    }

    private static bool EndsWithSibilantPlural(string word) =>
        word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal)
        || word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal);

    /// <summary>Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.</summary>
    private static int Slips(string left, string right)
    {
        Span<int> older = stackalloc int[right.Length + 1];
        Span<int> above = stackalloc int[right.Length + 1];
        Span<int> row = stackalloc int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            above[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var cost = left[line - 1] == right[column - 1] ? 0 : 1;
                row[column] = Math.Min(Math.Min(row[column - 1] + 1, above[column] + 1), above[column - 1] + cost);
                if (line > 1 && column > 1 && left[line - 1] == right[column - 2] && left[line - 2] == right[column - 1])
                {
                    row[column] = Math.Min(row[column], older[column - 2] + 1);
                }
            }

            var spare = older;
            older = above;
            above = row;
            row = spare;
        }

        return above[right.Length];
    }
}
