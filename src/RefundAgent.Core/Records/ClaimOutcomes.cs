using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Tickets;

namespace RefundAgent.Records;

/// <summary>What a claim becomes once the ledger and the provider have answered.</summary>
public static class ClaimOutcomes
{
    /// <summary>Money that moved or is on its way is executed; anything else goes to a person with the reason.</summary>
    public static ClaimRecord After(this ClaimRecord claim, RefundResult result)
    {
        var refund = claim.Refund! with { Result = result };
        return result switch
        {
            RefundResult.Succeeded or RefundResult.Pending => claim with { Refund = refund, Status = ClaimStatus.Executed },
            RefundResult.Failed failed => Escalated(claim, refund, failed.Failure == RefundFailure.Limit
                ? new Reason("limit.ledger", ReasonKind.Limit, failed.Detail)
                : new Reason("provider." + Camel(failed.Failure), ReasonKind.Limit, failed.Detail)),
            RefundResult.Unknown unknown => Escalated(claim, refund, new Reason(
                "provider.unknown", ReasonKind.Limit, $"It is not known whether money moved ({unknown.Detail}); look it up before refunding again.")),
            _ => throw new InvalidOperationException($"A refund result {result.GetType().Name} is not known here."),
        };
    }

    private static ClaimRecord Escalated(ClaimRecord claim, RefundAction refund, Reason why) => claim with
    {
        Refund = refund,
        Status = ClaimStatus.Answered,
        Ruling = new Ruling.Escalate { To = Roles.Agent, Reasons = [why, .. claim.Ruling.Reasons] },
    };

    private static string Camel(RefundFailure failure)
    {
        var name = failure.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
