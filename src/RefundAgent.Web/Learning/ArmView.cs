using System.Collections.Immutable;
using RefundAgent.Experiments;

namespace RefundAgent.Web.Learning;

/// <summary>One arm of an experiment as the contract shows it.</summary>
/// <param name="ComparedWithInForce">Absent for the version in force itself, and where nothing was decided under it.</param>
internal sealed record ArmView(
    Arm Arm, int Decisions, int Cases, int Reopened, RateInterval? ReopenRate, CsatResult? Csat, ArmComparison? ComparedWithInForce)
{
    public static ImmutableArray<ArmView> AllOf(ImmutableArray<ArmResult> results)
    {
        var inForce = results.FirstOrDefault(result => result.Arm == Arm.InForce);
        return
        [
            .. results.Select(result => new ArmView(
                result.Arm, result.Decisions, result.Cases, result.Reopened, result.ReopenRate?.Rounded(),
                result.Csat is { } csat ? csat with { Mean = Math.Round(csat.Mean, 2) } : null,
                result == inForce || inForce is null ? null : result.ComparedWith(inForce))),
        ];
    }
}
