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

    /// <summary>Of the segments of learned guidelines.</summary>
    public const string GuidelinePrefix = "guideline:";

    private const string ModelPrefix = "model:";
    private const string ReadByModelPrefix = "read-by-model:";
    private const char ModelEnd = '|';

    /// <summary>What a model alone advises: how well one applies a clause says nothing of how another does, or the built-in advisor.</summary>
    public static string AdvisedBy(string model, string clause) => $"{ModelPrefix}{Plain(model)}{ModelEnd}{clause}";

    /// <summary>What was decided on a claim that a model alone understood.</summary>
    public static string ReadBy(string model, string segment) => $"{ReadByModelPrefix}{Plain(model)}{ModelEnd}{segment}";

    public static bool IsAdvisedByModel(string segment) => segment.StartsWith(ModelPrefix, StringComparison.Ordinal);

    public static bool IsReadByModel(string segment) => segment.StartsWith(ReadByModelPrefix, StringComparison.Ordinal);

    /// <summary>The segment without who read the claim.</summary>
    public static string Decided(string segment) => IsReadByModel(segment) ? segment[(segment.IndexOf(ModelEnd, StringComparison.Ordinal) + 1)..] : segment;

    /// <summary>A rule of the operator decided, whoever read the claim.</summary>
    public static bool IsOfPolicy(string segment) => Decided(segment).StartsWith(PolicyPrefix, StringComparison.Ordinal);

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

    private static string Plain(string model) => model.Replace(ModelEnd, '_');

    private static string Operand(FactValue value) => value is FactValue.Number ? "" : value.ToString()!.ToLowerInvariant();

    internal static string Word<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
