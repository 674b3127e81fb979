namespace RefundAgent.Decisions;

/// <summary>How far a segment may act without a person.</summary>
public enum AutonomyState
{
    /// <summary>The operator marked the rule: acts alone.</summary>
    Auto,

    /// <summary>A person agrees first.</summary>
    Suggest,

    /// <summary>People agreed often enough: acts alone.</summary>
    Earned,
}

/// <summary>What a segment has earned, shown with every ruling.</summary>
/// <param name="State">Auto, suggest or earned.</param>
/// <param name="AgreementLowerBound">One-sided 95 % Wilson lower bound of people's agreement, 0 to 1 (Wilson 1927).</param>
/// <param name="Reviewed">How many rulings people have judged.</param>
public sealed record Autonomy(AutonomyState State, double AgreementLowerBound, int Reviewed)
{
    /// <summary>Chance with which a ruling that acts alone is sent to a person all the same; null where nothing acts alone.</summary>
    public decimal? ReviewShare { get; init; }

    /// <summary>It was drawn: a learned ruling waits, one of a rule marked auto is looked at afterwards.</summary>
    public bool Drawn { get; init; }

    public static Autonomy None { get; } = new(AutonomyState.Suggest, 0, 0);

    /// <summary>The one-sided Wilson lower bound at 95 % confidence (z = 1.6449).</summary>
    public static double WilsonLowerBound(int agreed, int reviewed)
    {
        if (reviewed == 0)
        {
            return 0;
        }

        const double Z = 1.6448536269514722;
        var rate = (double)agreed / reviewed;
        var centre = rate + (Z * Z / (2 * reviewed));
        var margin = Z * Math.Sqrt((rate * (1 - rate) / reviewed) + (Z * Z / (4.0 * reviewed * reviewed)));
        return Math.Max(0, (centre - margin) / (1 + (Z * Z / reviewed)));
    }
}
