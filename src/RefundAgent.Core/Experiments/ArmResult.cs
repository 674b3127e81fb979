namespace RefundAgent.Experiments;

/// <summary>
/// What customers made of the cases of one arm. Cases are counted, since they are what was drawn: several messages of one are one chance
/// to come back.
/// </summary>
/// <param name="Arm">That they were in.</param>
/// <param name="Decisions">Messages decided.</param>
/// <param name="Cases">Tickets.</param>
/// <param name="Reopened">Cases of which a customer came back unsatisfied.</param>
/// <param name="Csat">Null where nobody rated one.</param>
public sealed record ArmResult(Arm Arm, int Decisions, int Cases, int Reopened, CsatResult? Csat)
{
    /// <summary>Below these in either arm, nothing is said of a difference.</summary>
    public const int Fewest = 30;

    /// <summary>Two-sided at 95 % (Wilson 1927); null where there are no cases.</summary>
    public RateInterval? ReopenRate => Cases == 0 ? null : RateInterval.Of(Reopened, Cases);

    /// <summary>How this arm's customers compare with those of the version in force.</summary>
    public ArmComparison ComparedWith(ArmResult inForce) =>
        Cases < Fewest || inForce.Cases < Fewest || ReopenRate is not { } own || inForce.ReopenRate is not { } other ? ArmComparison.TooFewToTell
        : own.To < other.From ? ArmComparison.FewerReopened
        : own.From > other.To ? ArmComparison.MoreReopened
        : ArmComparison.TooFewToTell;
}

/// <summary>What two arms' rates allow to say.</summary>
public enum ArmComparison
{
    /// <summary>Too few cases, or the intervals overlap.</summary>
    TooFewToTell,

    FewerReopened,

    MoreReopened,
}

/// <param name="Mean">Of each rated case's last score, 1 to 5.</param>
/// <param name="Count">Cases rated.</param>
public sealed record CsatResult(double Mean, int Count);

/// <param name="Rate">0 to 1.</param>
/// <param name="From">The interval's lower end.</param>
/// <param name="To">The interval's upper end.</param>
public sealed record RateInterval(double Rate, double From, double To)
{
    /// <exception cref="ArgumentOutOfRangeException">Of nothing there is no rate.</exception>
    public static RateInterval Of(int hits, int cases)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cases, 1);
        const double Z = 1.959963984540054;
        var rate = (double)hits / cases;
        var centre = rate + (Z * Z / (2 * cases));
        var margin = Z * Math.Sqrt((rate * (1 - rate) / cases) + (Z * Z / (4.0 * cases * cases)));
        var whole = 1 + (Z * Z / cases);
        return new RateInterval(rate, Math.Max(0, (centre - margin) / whole), Math.Min(1, (centre + margin) / whole));
    }

    /// <summary>To four digits, as people read it.</summary>
    public RateInterval Rounded() => new(Math.Round(Rate, 4), Math.Round(From, 4), Math.Round(To, 4));
}
