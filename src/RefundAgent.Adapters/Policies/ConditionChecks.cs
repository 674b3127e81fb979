using System.Text.Json;
using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>
/// Finds conditions that the schema lets pass and that could never hold: misspelt facts and words, numbers compared with text.
/// Facts of connected systems have names that only they know, so those are believed.
/// </summary>
internal static class ConditionChecks
{
    private static readonly string[] Joins = ["all", "any", "not"];
    private static readonly string[] Operators = ["eq", "in", "notIn", "gte", "lte", "exists", "contains"];
    private static readonly string[] OwnPrefixes = ["claim.", "ticket.", FactNames.LawPrefix];

    public static IEnumerable<PolicyFault> In(JsonElement condition, string path)
    {
        if (condition.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return [.. Stray(condition, path), .. InParts(condition, path), .. InComparison(condition, path)];
    }

    /// <summary>Every place where a condition asks for a signal of abuse, our own or another system's.</summary>
    public static IEnumerable<PolicyFault> RiskIn(JsonElement condition, string path, Func<string, string> message) =>
        Asked(condition, path)
            .Where(asked => asked.Fact.StartsWith(FactNames.RiskPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(asked => new PolicyFault(asked.Path, message(asked.Fact)));

    /// <summary>The facts that a condition asks for, and where it names them.</summary>
    public static IEnumerable<(string Fact, string Path)> Asked(JsonElement condition, string path)
    {
        if (condition.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var parts = Joins.Where(join => condition.TryGetProperty(join, out _)).SelectMany(join => PartsOf(condition.GetProperty(join), $"{path}.{join}"));
        return condition.TryGetProperty("fact", out var fact) && fact.ValueKind == JsonValueKind.String && fact.GetString() is { } name
            ? parts.SelectMany(part => Asked(part.Condition, part.Path)).Prepend((name, $"{path}.fact"))
            : parts.SelectMany(part => Asked(part.Condition, part.Path));
    }

    private static IEnumerable<PolicyFault> Stray(JsonElement condition, string path) =>
        Joins.Any(join => condition.TryGetProperty(join, out _))
            ? Operators.Append("fact").Where(name => condition.TryGetProperty(name, out _))
                .Select(name => new PolicyFault($"{path}.{name}", "has no effect beside all, any or not: put it into a condition of its own."))
            : [];

    private static IEnumerable<PolicyFault> InParts(JsonElement condition, string path) => Joins
        .Where(join => condition.TryGetProperty(join, out _))
        .SelectMany(join => PartsOf(condition.GetProperty(join), $"{path}.{join}"))
        .SelectMany(part => In(part.Condition, part.Path));

    private static IEnumerable<(JsonElement Condition, string Path)> PartsOf(JsonElement joined, string path) =>
        joined.ValueKind == JsonValueKind.Array
            ? joined.EnumerateArray().Select((each, index) => (each, $"{path}[{index}]"))
            : [(joined, path)];

    private static IEnumerable<PolicyFault> InComparison(JsonElement condition, string path)
    {
        if (!condition.TryGetProperty("fact", out var fact) || fact.ValueKind != JsonValueKind.String || fact.GetString() is not { } name)
        {
            return [];
        }

        return FactCatalogue.Known.TryGetValue(name, out var known)
            ? Operators.Where(key => condition.TryGetProperty(key, out _))
                .SelectMany(key => InOperand(name, known, key, condition.GetProperty(key), $"{path}.{key}"))
            : Unknown(name, $"{path}.fact");
    }

    private static IEnumerable<PolicyFault> Unknown(string name, string path)
    {
        if (name.StartsWith(FactNames.IgnoredPrefix, StringComparison.Ordinal))
        {
            yield return new PolicyFault(path, "contradicts a fact of the order book or of our own: no rule may rest on it.");
        }
        else if (Suggestion.For(name, FactCatalogue.Known.Keys, IsOwn(name) ? 2 : 0) is { } near)
        {
            yield return new PolicyFault(path, $"'{name}' is no known fact: did you mean '{near}'?");
        }
        else if (IsOwn(name))
        {
            var own = FactCatalogue.Known.Keys.Where(key => key.StartsWith(name[..name.IndexOf('.', StringComparison.Ordinal)], StringComparison.Ordinal));
            yield return new PolicyFault(path, $"'{name}' is no known fact: use one of {string.Join(", ", own.Order(StringComparer.Ordinal))}.");
        }
    }

    /// <summary>No other system can know anything of these; of an order or a customer it well may.</summary>
    private static bool IsOwn(string name) => OwnPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static IEnumerable<PolicyFault> InOperand(string name, KnownFact known, string key, JsonElement operand, string path)
    {
        var allowed = AllowedFor(known.Kind);
        if (!allowed.Contains(key, StringComparer.Ordinal))
        {
            yield return new PolicyFault(path, $"'{name}' is {Words(known.Kind)}: use {string.Join(", ", allowed)}.");
            yield break;
        }

        var isList = key is "in" or "notIn";
        if (key == "exists" || (isList && operand.ValueKind != JsonValueKind.Array))
        {
            yield break;
        }

        var expected = key == "contains" ? FactKind.Text : known.Kind;
        var values = isList ? operand.EnumerateArray().Select((value, index) => (value, $"{path}[{index}]")) : [(operand, path)];
        foreach (var (value, here) in values)
        {
            if (KindOf(value) is { } kind && kind != expected)
            {
                yield return new PolicyFault(here, $"'{name}' is {Words(known.Kind)}: write {Words(expected)}.");
            }
            else if (IsNoneOf(known, value))
            {
                yield return new PolicyFault(here, $"'{value.GetString()}' is nothing that '{name}' can be: use one of {string.Join(", ", known.Values)}.");
            }
        }
    }

    private static bool IsNoneOf(KnownFact known, JsonElement value) =>
        !known.Values.IsEmpty
        && value.ValueKind == JsonValueKind.String
        && !known.Values.Contains(value.GetString()!, StringComparer.OrdinalIgnoreCase);

    private static string[] AllowedFor(FactKind kind) => kind switch
    {
        FactKind.Text => ["eq", "in", "notIn", "exists"],
        FactKind.Number => ["eq", "in", "notIn", "gte", "lte", "exists"],
        FactKind.Flag => ["eq", "exists"],
        _ => ["contains", "eq", "exists"],
    };

    private static FactKind? KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => FactKind.Text,
        JsonValueKind.Number => FactKind.Number,
        JsonValueKind.True or JsonValueKind.False => FactKind.Flag,
        JsonValueKind.Array => FactKind.List,
        _ => null,
    };

    private static string Words(FactKind kind) => kind switch
    {
        FactKind.Text => "text",
        FactKind.Number => "a number",
        FactKind.Flag => "true or false",
        _ => "a list of text",
    };
}
