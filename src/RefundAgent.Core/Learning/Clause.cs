using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Learning;

/// <summary>
/// Names of segments: the deciding clause with the outcome and without numeric thresholds, so that a refit which moves a threshold keeps
/// what the clause has earned.
/// </summary>
public static class Clause
{
    /// <summary>Of the segments of the operator's own rules.</summary>
    public const string PolicyPrefix = "policy:";

    /// <summary>Of the segments of what a model alone advises: how well it applies a clause, nothing else has shown.</summary>
    public const string ModelPrefix = "model:";

    /// <summary>Of the segments of claims that a model alone understood, before what the claim was decided by.</summary>
    public const string ReadByModelPrefix = "read-by-model:";

    /// <summary>Of the segments of learned guidelines.</summary>
    public const string GuidelinePrefix = "guideline:";

    public static string Segment(PolicyRule rule) => $"{PolicyPrefix}{rule.Id}→{Word(rule.Then)}";

    public static string Segment(string clause, Outcome outcome) => $"{clause}→{Word(outcome)}";

    /// <summary>The condition with every number left out.</summary>
    public static string Of(Condition condition) => condition switch
    {
        Condition.All all => string.Join(" & ", all.Parts.Select(Of).Order(StringComparer.Ordinal)),
        Condition.Any any => "(" + string.Join(" | ", any.Parts.Select(Of).Order(StringComparer.Ordinal)) + ")",
        Condition.Not not => $"!({Of(not.Part)})",
        Condition.Compare compare => $"{compare.Fact} {Word(compare.Operator)} {string.Join(',', compare.Operands.Select(Operand))}".TrimEnd(),
        _ => "",
    };

    private static string Operand(FactValue value) => value is FactValue.Number ? "" : value.ToString()!.ToLowerInvariant();

    internal static string Word<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
