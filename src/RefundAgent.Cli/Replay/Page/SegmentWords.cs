using RefundAgent.Context;
using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>Names of segments are made for machines; these are for people.</summary>
internal static class SegmentWords
{
    public static string Of(string segment, ReplayStory story)
    {
        if (story.Learned.FirstOrDefault(learned => learned.Item.Segment == segment) is { } learned)
        {
            return $"{ItemWords.When(learned.Item.When, null)}: {ItemWords.Of(learned.Item.Outcome, learned.Item.Basis)}";
        }

        var (clause, outcome) = Split(segment, '→', last: true);
        var (kind, rest) = Split(clause, ':', last: false);
        var name = (kind, rest) switch
        {
            ("guideline", "") => "An earlier rule for every other case",
            ("guideline", _) => $"An earlier rule, {rest}",
            ("precedent", _) => $"As in the nearest past cases of {rest.Replace(":", ", ", StringComparison.Ordinal)}",
            ("policy", _) => $"The policy's rule {rest}",
            ("advisor", "nothing-learned") => "Nothing learned yet",
            _ => clause,
        };
        return ShownText.Of($"{name}: {(outcome == "escalate" ? "hand over to a person" : outcome)}", 200);
    }

    /// <summary>Ruled by a person in any case, so that there is nothing to earn.</summary>
    public static bool GoesToAPerson(string segment) => Split(segment, '→', last: true).Right is "escalate" or "ask";

    private static (string Left, string Right) Split(string text, char at, bool last)
    {
        var place = last ? text.LastIndexOf(at) : text.IndexOf(at, StringComparison.Ordinal);
        return place < 0 ? (text, "") : (text[..place], text[(place + 1)..]);
    }
}
