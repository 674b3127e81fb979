using System.Collections.Immutable;

namespace RefundAgent.Replies;

/// <summary>
/// What the words around our sentences must keep to. A fault is the rule and its reason and never the words: it goes back to a model and into
/// records.
/// </summary>
public static class FrameRules
{
    public const string Slots = "slots";
    public const string Length = "length";
    public const string Characters = "characters";
    public const string Digits = "digits";
    public const string Links = "links";
    public const string Language = "language";
    public const string Money = "money";

    /// <summary>By name, in the order in which faults are told.</summary>
    public static ImmutableArray<(string Name, string Text)> All { get; } =
    [
        (Slots, "each claim's slot stands exactly once, as a sentence of its own, and there are no other braces"),
        (Length, "at most 1,200 characters besides the slots, and some words at all"),
        (Characters, "only letters of one script, blanks, line breaks and plain punctuation; no capitals inside a word, nothing spelled out"),
        (Digits, "no digits of any script"),
        (Links, "no links, addresses or names of sites"),
        (Language, "one language that replies have a list of words for, in every sentence"),
        (Money, "nothing of sums, currencies, prices, accounts or ways to pay"),
        ("refund", "nothing of what is given, sent, exchanged, kept, accepted or settled: our sentence says it"),
        ("promise", "no promise, assurance, offer, admission or word of what will be"),
        ("refusal", "no refusal, no rule, and nothing that takes our sentence back"),
        ("time", "no dates, days, deadlines or haste"),
        ("number", "no number words"),
        ("contact", "no other way to reach somebody"),
    ];

    internal static string Told(string name) => All.First(rule => rule.Name == name) is var (rule, text) ? $"{rule}: {text}" : name;
}
