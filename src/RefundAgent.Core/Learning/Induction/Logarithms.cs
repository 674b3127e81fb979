namespace RefundAgent.Learning.Induction;

/// <summary>
/// Natural logarithms of whole numbers, the same on every machine: <see cref="Math.Log(double)"/> may differ in its last bit between
/// processors and libraries, <see cref="decimal"/> is computed in whole numbers by the runtime itself. Each logarithm is the one before it plus
/// the quickly falling series of 2·artanh(1/(2m+1)), which keeps the error below 10⁻²³ over the sizes used here.
/// </summary>
internal static class Logarithms
{
    private static readonly Lock Growing = new();
    private static decimal[] known = [0, 0];

    /// <param name="number">1 or more.</param>
    public static decimal Of(int number)
    {
        var table = Volatile.Read(ref known);
        return number < table.Length ? table[number] : Grow(number)[number];
    }

    /// <summary>In whole micro-nats.</summary>
    public static long Whole(int number) => Round(Of(number));

    /// <summary>Of a fraction, rounded once.</summary>
    public static long Whole(int numerator, int denominator) => Round(Of(numerator) - Of(denominator));

    public static long Round(decimal nats) => (long)Math.Round(nats * InductionTerms.Nat, MidpointRounding.ToEven);

    private static decimal[] Grow(int number)
    {
        lock (Growing)
        {
            if (number < known.Length)
            {
                return known;
            }

            var grown = new decimal[Math.Max(number + 1, known.Length * 2)];
            known.CopyTo(grown, 0);
            for (var next = known.Length; next < grown.Length; next++)
            {
                grown[next] = grown[next - 1] + Step(next - 1);
            }

            Volatile.Write(ref known, grown);
            return grown;
        }
    }

    /// <summary>ln(m+1) − ln(m).</summary>
    private static decimal Step(int m)
    {
        var power = 1m / ((2m * m) + 1);
        var square = power * power;
        var (sum, odd) = (power, 1);
        while (power != 0)
        {
            power *= square;
            odd += 2;
            sum += power / odd;
        }

        return 2 * sum;
    }
}
