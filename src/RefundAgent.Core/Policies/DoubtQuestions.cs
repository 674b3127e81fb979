using RefundAgent.Reading;
using RefundAgent.Replies;

namespace RefundAgent.Policies;

/// <summary>What to ask a customer about a doubt in the reading; a doubt that no answer of theirs could settle goes to a person.</summary>
internal static class DoubtQuestions
{
    /// <summary>Null for a doubt that a person has to judge.</summary>
    public static Phrase? For(Doubt doubt) => doubt.Kind switch
    {
        DoubtKind.WhichOrder => Phrase.WhichOrder,
        DoubtKind.UnknownOrder => Phrase.Of(TextKeys.UnknownOrder, doubt.About),
        DoubtKind.WhichItems => Phrase.Of(TextKeys.WhichItems, doubt.About),
        DoubtKind.UnknownItem => Phrase.Of(TextKeys.UnknownItem, doubt.About),
        DoubtKind.Conditional => Phrase.Of(TextKeys.Conditional, doubt.About),
        DoubtKind.WhichRequest => Phrase.Of(TextKeys.WhichRequest, doubt.About),
        _ => null,
    };

    /// <summary>The staff's side of the same doubt.</summary>
    public static string ForStaff(Doubt doubt) => doubt.Kind switch
    {
        DoubtKind.Manipulation => $"The message tries to steer the agent{Quoted(doubt.About)}.",
        DoubtKind.Destination => $"The money is wanted where it did not come from{Quoted(doubt.About)}.",
        DoubtKind.HowMuch => $"Some money is wanted and not the price, without a sum{Quoted(doubt.About)}.",
        _ => $"The reading is not certain ({ReasonIds.Of(doubt.Kind)}){Quoted(doubt.About)}.",
    };

    private static string Quoted(string about) => Phrase.Quote(about) is { } quote ? $" (“{quote}”)" : "";
}
