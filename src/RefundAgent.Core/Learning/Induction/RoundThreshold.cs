namespace RefundAgent.Learning.Induction;

/// <summary>
/// The roundest number between two neighbouring values, since people rule by "30 days" and not by 29.7. Of equally round ones it is the one
/// next to the side that the condition covers: on the rest of the gap nobody has ruled.
/// </summary>
internal static class RoundThreshold
{
    /// <summary>Powers of ten that a threshold may be a multiple of.</summary>
    private const int Widest = 6;

    /// <summary>Beyond it a decimal cannot hold the digits that rounding needs; such a number stays as it is.</summary>
    private const decimal Largest = 1e18m;

    /// <summary>For "at most": in [low, high).</summary>
    public static decimal From(decimal low, decimal high)
    {
        for (var step = Start; step >= Finest && Fits(low, high); step /= 10)
        {
            var round = decimal.Ceiling(low / step) * step;
            if (round >= low && round < high)
            {
                return Plain(round);
            }
        }

        return low;
    }

    /// <summary>For "at least": in (low, high].</summary>
    public static decimal UpTo(decimal low, decimal high)
    {
        for (var step = Start; step >= Finest && Fits(low, high); step /= 10)
        {
            var round = decimal.Floor(high / step) * step;
            if (round > low && round <= high)
            {
                return Plain(round);
            }
        }

        return high;
    }

    private static decimal Start { get; } = Power(Widest);

    private static decimal Finest { get; } = 1 / Power(Widest);

    private static bool Fits(decimal low, decimal high) => Math.Abs(low) <= Largest && Math.Abs(high) <= Largest;

    /// <summary>Without the zeros after the point that a division leaves.</summary>
    private static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    private static decimal Power(int exponent) => exponent == 0 ? 1 : 10 * Power(exponent - 1);
}
