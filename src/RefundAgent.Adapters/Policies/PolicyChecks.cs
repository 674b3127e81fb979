using System.Text.Json;
using RefundAgent.Amounts;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>
/// What must hold between the fields of a policy and a schema cannot say. Reads the raw document and passes over what the schema
/// faults anyway, so that an operator sees both kinds of fault in one go.
/// </summary>
internal static class PolicyChecks
{
    public static IEnumerable<PolicyFault> In(JsonElement policy)
    {
        if (policy.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return [.. InAmounts(policy), .. InRules(policy), .. RefundChecks.In(policy), .. ApprovalChecks.In(policy), .. ExperimentChecks.In(policy)];
    }

    private static IEnumerable<PolicyFault> InAmounts(JsonElement policy)
    {
        if (Text(policy, "currency") is not { Length: 3 } code || code.Any(letter => letter is < 'A' or > 'Z'))
        {
            yield break;
        }

        if (!Currency.TryParse(code, out var currency))
        {
            yield return new PolicyFault("$.currency", $"'{code}' is no active ISO 4217 code: write one such as USD, EUR or JPY.");
            yield break;
        }

        var amounts = PolicyAmounts.In(policy).ToDictionary(amount => amount.Path, amount => Parse(amount.Text, currency));
        foreach (var path in amounts.Where(amount => amount.Value is null).Select(amount => amount.Key))
        {
            yield return new PolicyFault(path, $"is no amount in {currency}: write digits with at most {currency.Exponent} decimals.");
        }

        foreach (var fault in InOrderOfSize(amounts))
        {
            yield return fault;
        }
    }

    private static IEnumerable<PolicyFault> InOrderOfSize(Dictionary<string, Money?> amounts)
    {
        foreach (var path in new[] { "$.limits.perRefund", "$.limits.perCancellation", "$.limits.perCustomer30Days", "$.limits.perDay.alone.sum", "$.discretion.upTo" })
        {
            if (amounts.GetValueOrDefault(path) is { IsPositive: false })
            {
                yield return new PolicyFault(path, "is zero: write an amount above zero; to stop all refunds set \"mode\": \"off\".");
            }
        }

        var perRefund = amounts.GetValueOrDefault("$.limits.perRefund");
        if (perRefund > amounts.GetValueOrDefault("$.limits.perCustomer30Days"))
        {
            yield return new PolicyFault("$.limits.perCustomer30Days", $"is below the {perRefund} of one refund: write at least that.");
        }

        var perCustomer = amounts.GetValueOrDefault("$.limits.perCustomer30Days");
        if (amounts.GetValueOrDefault("$.limits.perCancellation") > perCustomer)
        {
            yield return new PolicyFault("$.limits.perCancellation", $"is above the {perCustomer} of one customer: write at most that.");
        }

        if (amounts.GetValueOrDefault("$.limits.perDay.approved.sum") < perRefund)
        {
            yield return new PolicyFault(
                "$.limits.perDay.approved.sum", $"is below the {perRefund} of one refund, which nobody could ever approve then: write at least that.");
        }

        if (amounts.GetValueOrDefault("$.discretion.upTo") > perRefund)
        {
            yield return new PolicyFault("$.discretion.upTo", $"is above the {perRefund} of one refund: write at most that.");
        }

        if (amounts.GetValueOrDefault("$.refunds.restockingFee.amount") is { IsPositive: false })
        {
            yield return new PolicyFault("$.refunds.restockingFee.amount", "is zero: write an amount above zero, or leave the fee out.");
        }

        foreach (var (path, amount) in amounts.Where(amount => amount.Key.EndsWith(".basis.fixed", StringComparison.Ordinal)))
        {
            if (amount is { IsPositive: false })
            {
                yield return new PolicyFault(path, "is zero: write an amount above zero, or a rule that denies.");
            }
        }
    }

    private static IEnumerable<PolicyFault> InRules(JsonElement policy)
    {
        if (!policy.TryGetProperty("rules", out var rules) || rules.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        var ids = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (rule, index) in rules.EnumerateArray().Select((rule, index) => (rule, index)))
        {
            if (rule.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            foreach (var fault in RuleChecks.In(rule, $"$.rules[{index}]"))
            {
                yield return fault;
            }

            if (Text(rule, "id") is { } id && !ids.TryAdd(id, index))
            {
                yield return new PolicyFault($"$.rules[{index}].id", $"'{id}' is the id of $.rules[{ids[id]}] already: write another one.");
            }
        }
    }

    private static Money? Parse(string text, Currency currency) => Money.TryParse(text, currency, out var money) ? money : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
