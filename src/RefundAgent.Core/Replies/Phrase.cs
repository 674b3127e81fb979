using RefundAgent.Amounts;

namespace RefundAgent.Replies;

/// <summary>
/// What the program itself has to say to a customer, by the key of its text: words would fix the language before it is known. A record keeps
/// the English beside it, for staff.
/// </summary>
/// <param name="Key">One of <see cref="TextKeys"/>.</param>
/// <param name="About">The customer's own words that it is about, on one short line; null where there are none.</param>
/// <param name="Amount">The sum that it names; null where it names none.</param>
public sealed record Phrase(string Key, string? About = null, Money? Amount = null)
{
    private const int QuoteLength = 80;

    public static Phrase WhatHappened { get; } = new(TextKeys.WhatHappened);

    public static Phrase WhichOrder { get; } = new(TextKeys.WhichOrder);

    public static Phrase WhichItems { get; } = new(TextKeys.WhichItems);

    public static Phrase Of(string key, string about) => new(key, Quote(about));

    /// <summary>In the built-in English: what staff read, and what a record says in words.</summary>
    public string InEnglish() => BuiltInTexts.English.Say(this);

    /// <summary>The customer's own words on one line, short enough that a reply stays a question; null where there are none.</summary>
    internal static string? Quote(string words)
    {
        var line = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length > QuoteLength)
        {
            line = line[..(char.IsHighSurrogate(line[QuoteLength - 1]) ? QuoteLength - 1 : QuoteLength)] + "…";
        }

        return line.Length == 0 ? null : line;
    }
}
