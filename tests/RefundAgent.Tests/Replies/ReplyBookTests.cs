using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Replies;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Replies;

public sealed class ReplyBookTests
{
    private static readonly TenantId Shop = TenantId.From("shop");

    private static readonly string[] Languages = ["cs", "da", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "pt-BR", "sv", "tr", "zh"];

    [Fact]
    public void The_built_in_languages_are_whole() => Assert.Equal(Languages, ReplyBook.BuiltIn.Languages);

    [Theory]
    [InlineData("de", "de")]
    [InlineData("de-AT", "de")]
    [InlineData("DE_ch", "de")]
    [InlineData("pt-BR", "pt-BR")]
    [InlineData("pt-br-x-old", "pt-BR")]
    [InlineData("pt-AO", "pt")]
    [InlineData("zh-Hant-TW", "zh")]
    [InlineData("fi", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    [InlineData("no tag at all", "en")]
    [InlineData("{order}", "en")]
    public void A_language_falls_back_to_the_closest_and_then_to_the_default(string? wanted, string found) =>
        Assert.Equal(found, ReplyBook.BuiltIn.TextsFor(Shop, wanted).Language);

    [Fact]
    public void The_default_language_is_the_operators()
    {
        Assert.Equal("de", Open([], "de").TextsFor(Shop, "fi").Language);
        Assert.Equal("pt", Open([], "pt-PT").TextsFor(Shop, null).Language);
    }

    [Fact]
    public void Every_sum_keeps_its_digits_in_every_language()
    {
        var order = OrderId.From("#W1.5");
        foreach (var texts in Languages.Select(language => ReplyBook.BuiltIn.TextsFor(null, language)))
        {
            var said = texts.Say(TextKeys.Refunded, order, new Money(1_234_56, Currency.Usd));

            Assert.Contains(texts.Language is "en" or "ja" or "zh" ? "1234.56 USD" : "1234,56 USD", said, StringComparison.Ordinal);
            Assert.Contains("#W1.5", said, StringComparison.Ordinal);
            Assert.Contains("1200 JPY", texts.Say(TextKeys.Refunded, order, new Money(1200, Currency.Parse("JPY"))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_single_text_is_changed_for_everybody_or_for_one_tenant_and_the_rest_stays()
    {
        var book = Open([File("en", """{"keepItem":"Keep it."}"""), File("en", """{"keepItem":"Keep it, dear."}""", Shop), File("pt-BR", """{"denied":"Não dá."}""")]);

        Assert.Equal("Keep it, dear.", book.TextsFor(Shop, "en").Say(TextKeys.KeepItem));
        Assert.Equal("Keep it.", book.TextsFor(TenantId.From("other"), "en").Say(TextKeys.KeepItem));
        Assert.Equal("We are sorry, but we cannot refund this.", book.TextsFor(Shop, "en").Say(TextKeys.Denied));
        Assert.Equal("Não dá.", book.TextsFor(Shop, "pt-BR").Say(TextKeys.Denied));
        Assert.Equal("Lamentamos, mas não podemos reembolsar este pedido.", book.TextsFor(Shop, "pt").Say(TextKeys.Denied));
    }

    [Fact]
    public void A_language_can_be_added_whole()
    {
        var finnish = BuiltInTexts.Files.Single(file => file.Language == "en").Json.Replace("We are sorry", "Pahoittelemme", StringComparison.Ordinal);

        Assert.StartsWith("Pahoittelemme", Open([File("fi", finnish)]).TextsFor(Shop, "fi-FI").Say(TextKeys.Denied), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_all_files_are_told_at_once_with_file_and_key()
    {
        var result = ReplyBook.Open(
            [
                File("en", """{"denyed":"x","denied":"","fee":"{amount} {amount}","underWay":"{order} {amount}","ask":"?","keepItem":7}"""),
                File("de", """{"denied":"{","about":"}{words}","style.decimalMark":";","style.sentenceGap":"  ","checking":"a","checking":"b"}"""),
                File("fi", """{"denied":"Ei."}"""),
                File("fr", "{"),
                File("it", "[]"),
                File("klingon!", "{}"),
                File("es", $$"""{"denied":"{{new string('x', ReplyFile.MaxLength + 1)}}"}""", Shop),
                File("nl", new string(' ', ReplyFile.MaxFileLength + 1)),
                File("pl", """{"denied":"\ud800"}"""),
            ],
            "xx");

        Assert.Null(result.Book);
        var told = string.Join("\n", result.Faults);
        Assert.All(
            [
                "en.json: denyed: is no key", "en.json: denied: must not be blank", "en.json: fee: {amount} stands twice", "en.json: underWay: {amount} cannot stand here",
                "en.json: ask: {questions} is missing", "en.json: keepItem: must be a text", "de.json: denied: has a brace", "de.json: about: has a brace",
                "de.json: style.decimalMark: must be", "de.json: style.sentenceGap: must be", "de.json: checking: stands twice", "fi.json: fee: is missing",
                "fr.json is not JSON", "it.json must be one JSON object", "klingon!.json is not named for a language", "shop/es.json: denied: has 401 characters",
                "nl.json has 65537 characters", "pl.json", "Replies:Language is 'xx'",
            ],
            fault => Assert.Contains(fault, told, StringComparison.Ordinal));
        Assert.DoesNotContain("fi.json: denied:", told, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_customer_wrote_is_put_in_and_never_read_as_a_text()
    {
        var texts = ReplyBook.BuiltIn.TextsFor(null, "de");

        Assert.Contains(
            "„{order} {amount}“", texts.Say(Phrase.Of(TextKeys.UnknownItem, "{order}\n {amount}")), StringComparison.Ordinal);
        Assert.Contains("diesen Artikel nicht", texts.Say(Phrase.Of(TextKeys.UnknownItem, " \n")), StringComparison.Ordinal);
        Assert.Contains("{why}", texts.Say(TextKeys.DeniedBecause, "why", "{why}"), StringComparison.Ordinal);
    }

    private static ReplyBook Open(ReplyFile[] files, string language = "en")
    {
        var result = ReplyBook.Open(files, language);
        Assert.Empty(result.Faults);
        return result.Book!;
    }

    private static ReplyFile File(string language, string json, TenantId? tenant = null) =>
        new($"{(tenant is { } own ? own + "/" : "")}{language}.json", language, tenant, json);
}
