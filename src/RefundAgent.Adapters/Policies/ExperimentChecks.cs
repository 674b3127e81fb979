using System.Text.Json;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>What must hold between an experiment's shares and a schema cannot say.</summary>
internal static class ExperimentChecks
{
    public static IEnumerable<PolicyFault> In(JsonElement policy)
    {
        if (policy.TryGetProperty("experiment", out var experiment) && Share(experiment, "controlShare") + Share(experiment, "canaryShare") > 0.5m)
        {
            yield return new PolicyFault(
                "$.experiment", "takes more than half of all cases: write shares that make 0.5 together at most, so that most customers get the version in force.");
        }
    }

    private static decimal Share(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var share) && share is >= 0 and <= 0.5m ? share : 0;
}
