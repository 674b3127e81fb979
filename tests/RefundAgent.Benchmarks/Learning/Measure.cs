using System.Globalization;
using System.Text.Json.Serialization;

namespace RefundAgent.Benchmarks.Learning;

/// <summary>What was asked for, and whether a set of figures reaches it.</summary>
/// <param name="Text">As a reader sees it.</param>
/// <param name="Met">By the figures of all seeds.</param>
internal sealed record Target(string Text, Func<double[], bool> Met)
{
    public static Target MedianAtMost(double most) => new($"median ≤ {Write(most)}", figures => Measure.MedianOf(figures) <= most);

    public static Target AtMost(double most) => new($"≤ {Write(most)}", figures => figures.Max() <= most);

    public static Target AtLeast(double least) => new($"≥ {Write(least)}", figures => figures.Min() >= least);

    public static Target operator &(Target left, Target right) => new($"{left.Text}, {right.Text}", figures => left.Met(figures) && right.Met(figures));

    private static string Write(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>One figure over all seeds beside its target.</summary>
internal sealed record Measure
{
    private Measure(string scenario, string name, double[] figures, Target? target)
    {
        (Scenario, Name, Figures) = (scenario, name, [.. figures.Select(figure => Math.Round(figure, 3))]);
        Target = target?.Text;
        Passed = target?.Met(Figures);
    }

    public string Scenario { get; }

    public string Name { get; }

    [JsonPropertyName("runs")]
    public double[] Figures { get; }

    public double Median => MedianOf(Figures);

    public double Mean => Math.Round(Figures.Average(), 3);

    public double Max => Figures.Max();

    /// <summary>Null where nothing was asked for and the figure is only reported.</summary>
    public string? Target { get; }

    public bool? Passed { get; }

    /// <summary>The same figures as a row of another table, where nothing is asked of them.</summary>
    public Measure Within(string scenario, string before) => new(scenario, $"{before}: {Name}", Figures, null);

    /// <returns>Nothing where no run has such cases.</returns>
    public static IEnumerable<Measure> Of(string scenario, string name, IEnumerable<double> figures, Target? target = null)
    {
        double[] known = [.. figures.Where(figure => !double.IsNaN(figure))];
        return known.Length == 0 ? [] : [new Measure(scenario, name, known, target)];
    }

    public static double MedianOf(double[] figures)
    {
        double[] sorted = [.. figures.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
