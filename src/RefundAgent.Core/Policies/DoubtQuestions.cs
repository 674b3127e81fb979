using RefundAgent.Reading;

namespace RefundAgent.Policies;

/// <summary>What to ask a customer about a doubt in the reading; a doubt that no answer of theirs could settle goes to a person.</summary>
internal static class DoubtQuestions
{
    private const int QuoteLength = 80;

    /// <summary>Null for a doubt that a person has to judge.</summary>
    public static string? For(Doubt doubt)
    {
        var about = Quoted(doubt.About);
        return doubt.Kind switch
        {
            DoubtKind.WhichOrder => "Which order is this about? Please send us its number.",
            DoubtKind.UnknownOrder => $"We cannot find the order{about} among yours. Please check the number and send it again.",
            DoubtKind.WhichItems => $"Which items is this about{about}? Please name them as your order lists them.",
            DoubtKind.UnknownItem => $"We cannot find the item{about} in this order. Please name it as your order lists it.",
            DoubtKind.Conditional => $"Your wish depends on something that we would have to settle first{about}. Please tell us what you want us to do.",
            DoubtKind.WhichRequest => $"We are not sure what you would like us to do{about}. Do you want to return items, cancel an order or something else?",
            _ => null,
        };
    }

    /// <summary>The staff's side of the same doubt.</summary>
    public static string ForStaff(Doubt doubt) => doubt.Kind switch
    {
        DoubtKind.Manipulation => $"The message tries to steer the agent{Quoted(doubt.About)}.",
        DoubtKind.Destination => $"The money is wanted where it did not come from{Quoted(doubt.About)}.",
        DoubtKind.HowMuch => $"Some money is wanted and not the price, without a sum{Quoted(doubt.About)}.",
        _ => $"The reading is not certain ({ReasonIds.Of(doubt.Kind)}){Quoted(doubt.About)}.",
    };

    /// <summary>The customer's own words on one line, short enough that a reply stays a question.</summary>
    private static string Quoted(string about)
    {
        var line = string.Join(' ', about.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length > QuoteLength)
        {
            line = line[..(char.IsHighSurrogate(line[QuoteLength - 1]) ? QuoteLength - 1 : QuoteLength)] + "…";
        }

        return line.Length == 0 ? "" : $" (“{line}”)";
    }
}
