using System.Text.Json;
using System.Text.RegularExpressions;

namespace RefundAgent.Adapters.Policies;

/// <summary>Finds every amount of a policy document, so that all of them are held to the one currency.</summary>
internal static partial class PolicyAmounts
{
    private static readonly (string Parent, string Name)[] Places =
    [
        ("limits", "perRefund"), ("limits", "perCancellation"), ("limits", "perCustomer30Days"), ("discretion", "upTo"),
        ("prices", "needlessEscalation"), ("autonomy", "unreviewedExposure"), ("autonomy", "disagreementAbove"), ("approvals", "agentUpTo"), ("approvals", "fourEyesAbove"),
    ];

    private static readonly string[] DayHalves = ["alone", "approved"];

    /// <summary>Those in the schema's form; what is not, the schema has faulted.</summary>
    public static IEnumerable<(string Path, string Text)> In(JsonElement policy)
    {
        var found = Places.Select(place => ($"$.{place.Parent}.{place.Name}", Text(Child(policy, place.Parent), place.Name)));
        var fee = Child(Child(policy, "refunds"), "restockingFee");
        found = found.Append(("$.refunds.restockingFee.amount", Text(fee, "amount")));
        var day = Child(Child(policy, "limits"), "perDay");
        found = found.Concat(DayHalves.Select(half => ($"$.limits.perDay.{half}.sum", Text(Child(day, half), "sum"))));
        if (policy.TryGetProperty("rules", out var rules) && rules.ValueKind == JsonValueKind.Array)
        {
            found = found.Concat(rules.EnumerateArray()
                .Select((rule, index) => ($"$.rules[{index}].basis.fixed", Text(Child(rule, "basis"), "fixed"))));
        }

        return found.Where(amount => amount.Item2 is { } text && Form().IsMatch(text)).Select(amount => (amount.Item1, amount.Item2!));
    }

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;

    private static string? Text(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    [GeneratedRegex(@"^[0-9]{1,15}(\.[0-9]{1,3})?\z")]
    private static partial Regex Form();
}
