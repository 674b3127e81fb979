using System.Collections.Immutable;
using System.Security.Cryptography;
using RefundAgent.Learning.Induction;
using RefundAgent.Policies;

namespace RefundAgent.Learning;

/// <summary>Learned rules in the form in which guidelines and policies ask their questions.</summary>
internal static class RuleConditions
{
    /// <summary>Without conditions it always holds.</summary>
    public static Condition Holding(this LearnedRule rule) => AllOf(rule.When);

    /// <summary>The rules before it that take cases from it; null where there are none.</summary>
    public static Condition? Excepting(this LearnedRule rule) => rule.Exceptions switch
    {
        { IsDefaultOrEmpty: true } => null,
        [var only] => AllOf(only),
        var several => new Condition.Any([.. several.Select(AllOf)]),
    };

    /// <summary>What its rulings earn autonomy for; the same as of the guideline that it becomes.</summary>
    public static string Segment(this LearnedRule rule) =>
        Clause.Segment($"{Clause.GuidelinePrefix}{Clause.Of(rule.Holding())}", rule.Label.Outcome);

    /// <summary>Names a list by what it says, whatever its counts.</summary>
    public static string Digest(this RuleList rules) => Convert.ToHexStringLower(
        SHA256.HashData(CanonicalJson.WriteUtf8(rules.Rules.Select(rule => new { rule.When, rule.Label.Key }))).AsSpan(0, 16));

    public static Condition AllOf(ImmutableArray<Atom> atoms) =>
        atoms is [var only] ? only.ToCondition() : new Condition.All([.. atoms.Select(atom => atom.ToCondition())]);
}
