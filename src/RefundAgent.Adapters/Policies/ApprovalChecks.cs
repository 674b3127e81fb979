using System.Text.Json;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>What must hold inside the terms of approval and a schema cannot say.</summary>
internal static class ApprovalChecks
{
    public static IEnumerable<PolicyFault> In(JsonElement policy)
    {
        if (policy.TryGetProperty("approvals", out var approvals) && Hours(approvals, "remindAfterHours") is { } remind
            && (Hours(approvals, "expiresAfterHours") ?? ApprovalsWire.Expiry) is var expire && remind >= expire)
        {
            yield return new PolicyFault(
                "$.approvals.remindAfterHours", $"is not before the {expire} hours after which a claim expires: write fewer, or leave it out for a third of them.");
        }
    }

    private static int? Hours(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var hours) ? hours : null;
}
