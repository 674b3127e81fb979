using System.Text.Json;
using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>What must hold in the terms of refunds and a schema cannot say.</summary>
internal static class RefundChecks
{
    private const string Path = "$.refunds.restockingFee.when";

    /// <summary>These are made from the fee, so a fee can't be made from them.</summary>
    private static readonly string[] AfterTheFee = [FactNames.ClaimEntitled, FactNames.ClaimRequestedAboveEntitlement];

    public static IEnumerable<PolicyFault> In(JsonElement policy)
    {
        if (!TryGet(policy, "refunds", out var refunds) || !TryGet(refunds, "restockingFee", out var fee) || !TryGet(fee, "when", out var when))
        {
            return [];
        }

        return
        [
            .. ConditionChecks.In(when, Path),
            .. ConditionChecks.RiskIn(when, Path, fact =>
                $"'{fact}' is a suspicion, and nobody pays a fee for one: write a rule with this condition and \"then\": \"escalate\"."),
            .. ConditionChecks.Asked(when, Path)
                .Where(asked => AfterTheFee.Contains(asked.Fact, StringComparer.Ordinal))
                .Select(asked => new PolicyFault(asked.Path, $"'{asked.Fact}' is not known before the fee is: use 'order.paid' or another fact.")),
        ];
    }

    private static bool TryGet(JsonElement parent, string name, out JsonElement child)
    {
        child = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out child);
    }
}
