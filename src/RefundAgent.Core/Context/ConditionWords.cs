using System.Collections.Immutable;
using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Context;

/// <summary>A condition as a clause of an English sentence, with the facts' own names, so that it can be found again in a case.</summary>
public static class ConditionWords
{
    /// <summary>Words that the sentence itself uses: as a value they stand in quotation marks.</summary>
    private static readonly ImmutableHashSet<string> Structure = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "and", "or", "not", "either", "neither", "unless", "when", "yes", "no", "one", "none", "any", "of", "known", "missing", "least", "most");

    public static string Of(Condition condition) => condition switch
    {
        Condition.All { Parts.IsEmpty: true } => "in every case",
        Condition.Any { Parts.IsEmpty: true } => "in no case",
        Condition.All all => Joined(all.Parts, "and"),
        Condition.Any any => Joined(any.Parts, "or"),
        Condition.Not { Part: Condition.Compare compare } => Comparison(compare, negated: true),
        Condition.Not not => $"not ({Of(not.Part)})",
        Condition.Compare compare => Comparison(compare, negated: false),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "There is no such kind of condition."),
    };

    /// <summary>A fact's name as it stands in a case; in quotation marks where it could be taken for a part of the sentence.</summary>
    public static string Name(string fact) => IsPlain(fact) ? fact : ShownText.Quoted(fact);

    public static string Value(FactValue value) => value switch
    {
        FactValue.Text text => Word(text.Value),
        FactValue.List { Values.IsEmpty: true } => "an empty list",
        FactValue.List list => $"[{string.Join(", ", list.Values.Select(Word))}]",
        _ => value.ToString()!,
    };

    private static string Joined(ImmutableArray<Condition> parts, string word) =>
        string.Join($" {word} ", parts.Select(part => part is Condition.All { Parts.Length: > 1 } or Condition.Any { Parts.Length: > 1 } && parts.Length > 1
            ? $"({Of(part)})"
            : Of(part)));

    private static string Comparison(Condition.Compare compare, bool negated)
    {
        // What a person wrote as the reason is quoted: it is their word, not ours.
        var isReason = compare.Fact == FactNames.ClaimReason;
        var subject = isReason ? "the reason" : Name(compare.Fact);
        var values = compare.Operands.Select(value => isReason && value is FactValue.Text text ? ShownText.Quoted(text.Value) : Value(value));
        var not = negated ? " not" : "";
        return compare.Operator switch
        {
            Operator.Eq => $"{subject} is{not} {values.First()}",
            Operator.Gte => $"{subject} is{not} at least {values.First()}",
            Operator.Lte => $"{subject} is{not} at most {values.First()}",
            Operator.In => $"{subject} is{not} one of {string.Join(", ", values)}",
            Operator.NotIn => $"{subject} is{not} other than {string.Join(", ", values)}",
            Operator.Contains => $"{subject} {(negated ? "does not include" : "includes")} {values.First()}",
            Operator.Exists => $"{subject} is {(AsksForPresence(compare) == negated ? "missing" : "known")}",
            _ => throw new ArgumentOutOfRangeException(nameof(compare), compare.Operator, "There is no such comparison."),
        };
    }

    private static bool AsksForPresence(Condition.Compare compare) => compare.Operands is [FactValue.Flag { Value: true }];

    private static string Word(string text) =>
        text.Length is > 0 and <= 40 && char.IsAsciiLetter(text[0]) && IsPlain(text) && !Structure.Contains(text) ? text : ShownText.Quoted(text);

    private static bool IsPlain(string text) =>
        text.Length is > 0 and <= 60 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-') && text[^1] != '.' && !Structure.Contains(text);
}
