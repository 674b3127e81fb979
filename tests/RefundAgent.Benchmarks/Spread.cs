using System.Globalization;

namespace RefundAgent.Benchmarks;

/// <summary>Several measurements of one thing; never a single number, since none of them is the truth.</summary>
internal sealed record Spread(double Min, double Median, double Max)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(Round(sorted[0]), Round(Middle(sorted)), Round(sorted[^1]));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.##} (min {Min:0.##}, max {Max:0.##})");

    private static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static double Round(double value) => Math.Round(value, 3);
}
