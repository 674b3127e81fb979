using System.Text.Json;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>What must hold inside one rule and a schema cannot say.</summary>
internal static class RuleChecks
{
    private static readonly string[] OfApprovals = ["basis", "keepItem", "payTo"];

    public static IEnumerable<PolicyFault> In(JsonElement rule, string path)
    {
        var outcome = Text(rule, "then");
        return
        [
            .. InId(rule, path),
            .. InOutcome(rule, outcome, path),
            .. rule.TryGetProperty("when", out var condition) ? InWhen(rule, condition, outcome, path) : [],
        ];
    }

    /// <summary>
    /// A suspicion brings a case before a person and decides nothing, neither against a customer nor, by not holding, for them: a rule that
    /// pays the unsuspected would leave the suspected to whatever denial comes after it.
    /// </summary>
    private static IEnumerable<PolicyFault> InWhen(JsonElement rule, JsonElement condition, string? outcome, string path) =>
        ConditionChecks.In(condition, $"{path}.when").Concat(outcome is "approve" or "deny" or "ask"
            ? ConditionChecks.RiskIn(condition, $"{path}.when", fact =>
                $"'{fact}' is a suspicion, and rule '{Text(rule, "id")}' says {outcome}: write a rule before it with this condition and \"then\": \"escalate\".")
            : []);

    private static IEnumerable<PolicyFault> InId(JsonElement rule, string path) =>
        ReasonIds.Reserved.FirstOrDefault(prefix => Text(rule, "id")?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true) is { } taken
            ? [new PolicyFault($"{path}.id", $"begins with '{taken}', which is kept for the agent's own reasons: write another one.")]
            : [];

    /// <summary>A field without effect is a mistake: the operator believes that it has one.</summary>
    private static IEnumerable<PolicyFault> InOutcome(JsonElement rule, string? outcome, string path)
    {
        foreach (var field in OfApprovals.Where(field => outcome is "deny" or "ask" or "escalate" && rule.TryGetProperty(field, out _)))
        {
            yield return new PolicyFault($"{path}.{field}", $"has no effect in a rule that says {outcome}: leave it out, or write \"then\": \"approve\".");
        }

        if (outcome is "approve" or "deny" or "escalate" && rule.TryGetProperty("missing", out _))
        {
            yield return new PolicyFault($"{path}.missing", $"has no effect in a rule that says {outcome}: leave it out, or write \"then\": \"ask\".");
        }

        if (outcome is "ask" or "escalate" && rule.TryGetProperty("handling", out _))
        {
            yield return new PolicyFault($"{path}.handling", $"has no effect in a rule that says {outcome}: leave it out.");
        }

        if (outcome == "ask" && !rule.TryGetProperty("missing", out _))
        {
            yield return new PolicyFault($"{path}.missing", "is missing: write a list of at least one question in words for the customer.");
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
