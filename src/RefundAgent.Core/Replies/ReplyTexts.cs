using System.Collections.Immutable;
using RefundAgent.Amounts;
using RefundAgent.Evidence;

namespace RefundAgent.Replies;

/// <summary>Everything that is said to customers in one language: one sentence for each of <see cref="TextKeys"/>.</summary>
public sealed class ReplyTexts
{
    private readonly ImmutableDictionary<string, ReplyTemplate> templates;

    /// <param name="language">BCP 47 tag.</param>
    /// <param name="templates">Checked: every key is there and has its placeholders.</param>
    internal ReplyTexts(string language, ImmutableDictionary<string, ReplyTemplate> templates)
    {
        Language = language;
        this.templates = templates;
    }

    public string Language { get; }

    public string Say(string key) => Say(key, "", "");

    /// <summary>The order's number stands as the shop writes it.</summary>
    public string Say(string key, OrderId order) => Say(key, "order", order.Value);

    public string Say(string key, OrderId order, Money amount) =>
        templates[key].Render(place => place == "order" ? order.Value : Sum(amount));

    /// <param name="key">With one placeholder.</param>
    /// <param name="place">Its name.</param>
    /// <param name="words">What stands there.</param>
    public string Say(string key, string place, string words) => templates[key].Render(each => each == place ? words : "");

    public string Say(Phrase phrase) => templates.TryGetValue(phrase.Key, out var template)
        ? template.Render(place => place switch
        {
            "about" when phrase.About is { } words => Say(TextKeys.About, "words", words),
            "amount" when phrase.Amount is { } amount => Sum(amount),
            _ => "",
        })
        : "";

    /// <summary>Several sentences about one thing.</summary>
    public string Join(IEnumerable<string> sentences) =>
        string.Join(Say(TextKeys.SentenceGap), sentences.Where(sentence => sentence.Length > 0));

    /// <summary>
    /// All digits as the ledger has them and no grouping: only the mark before the decimals is the language's own, and the currency's code
    /// says the same everywhere.
    /// </summary>
    private string Sum(Money amount) =>
        $"{amount.ToDecimalString().Replace(".", Say(TextKeys.DecimalMark), StringComparison.Ordinal)} {amount.Currency}";
}
