namespace RefundAgent.Kpis;

/// <summary>Of a handful of measurements that are kept whole: the nearest rank, so that it is one that was really measured.</summary>
internal static class Percentile
{
    /// <param name="share">0 to 1.</param>
    /// <returns>To one digit; null of nothing.</returns>
    public static double? Of(List<double> values, double share)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var sorted = values.Order().ToArray();
        return Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 1);
    }
}
