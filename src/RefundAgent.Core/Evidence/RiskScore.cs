using System.Collections.Immutable;

namespace RefundAgent.Evidence;

/// <summary>
/// Puts the signals of abuse into one number that a person can take apart again. The weights are a judgement and no measurement: no signal
/// alone reaches the 70 from which the sample policy has a person look, the two heaviest kinds together do.
/// </summary>
internal static class RiskScore
{
    private const int Most = 100;

    /// <summary>In the order in which the drivers are told, heaviest first.</summary>
    public static ImmutableArray<(string Driver, int Weight, Func<RiskSignals, bool> Holds)> Table { get; } =
    [
        ("notReceivedAgainstScan", 45, signals => signals.NotReceivedAgainstScan == true),
        ("fraudWarning", 45, signals => signals.FraudWarning),
        ("disputes", 35, signals => signals.Disputes >= 1),
        ("notReceivedClaims", 30, signals => signals.NotReceivedClaims >= 2),
        ("refunds7d", 25, signals => signals.Refunds7d >= 3),
        ("returns90d", 20, signals => signals.Returns90d >= 6),
        ("newAccount", 15, signals => signals.NewAccount == true),
        ("addressMismatch", 15, signals => signals.AddressMismatch == true),
    ];

    public static (int Score, ImmutableArray<string> Drivers) Of(RiskSignals signals)
    {
        var held = Table.Where(row => row.Holds(signals)).ToImmutableArray();
        return (Math.Min(Most, held.Sum(row => row.Weight)), [.. held.Select(row => row.Driver)]);
    }
}

/// <summary>What is known of one case that abuse would show in; null where nothing is known.</summary>
internal sealed record RiskSignals
{
    public int Returns90d { get; init; }

    public int Refunds7d { get; init; }

    public int NotReceivedClaims { get; init; }

    public int Disputes { get; init; }

    public bool FraudWarning { get; init; }

    public bool? NotReceivedAgainstScan { get; init; }

    public bool? NewAccount { get; init; }

    public bool? AddressMismatch { get; init; }
}
