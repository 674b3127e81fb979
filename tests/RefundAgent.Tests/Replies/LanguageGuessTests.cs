using System.Text.Json;
using RefundAgent.Replies;

namespace RefundAgent.Tests.Replies;

public sealed class LanguageGuessTests
{
    public static TheoryData<string, string> Messages => new()
    {
        { "en", "Hi, the lamp that I ordered arrived broken and I would like my money back, please." },
        { "en", "please cancel my order, I don't need it any more" },
        { "de", "Guten Tag, die Lampe ist leider kaputt angekommen und ich möchte mein Geld zurück." },
        { "de", "Ich möchte meine Bestellung stornieren, weil ich sie nicht mehr brauche." },
        { "fr", "Bonjour, la lampe que j'ai commandée est arrivée cassée, je voudrais être remboursé s'il vous plaît." },
        { "fr", "Je souhaite annuler ma commande, je n'en ai plus besoin." },
        { "es", "Hola, la lámpara que pedí llegó rota y quiero que me devuelvan el dinero, por favor." },
        { "es", "Quisiera cancelar mi pedido porque ya no lo necesito." },
        { "it", "Buongiorno, la lampada che ho ordinato è arrivata rotta e vorrei il rimborso, per favore." },
        { "it", "Vorrei annullare il mio ordine perché non mi serve più, grazie." },
        { "nl", "Hallo, de lamp die ik heb besteld is kapot aangekomen en ik wil graag mijn geld terug." },
        { "nl", "Ik wil mijn bestelling annuleren want ik heb het niet meer nodig." },
        { "pt", "Olá, o candeeiro que encomendei chegou partido e eu gostaria de ter o meu dinheiro de volta, obrigado." },
        { "pt", "Quero cancelar o meu pedido, já não preciso dele, obrigada." },
        { "pl", "Dzień dobry, lampa przyszła uszkodzona i proszę o zwrot pieniędzy." },
        { "pl", "Chcę anulować moje zamówienie, bo już go nie potrzebuję, dziękuję." },
        { "sv", "Hej, lampan som jag beställde kom fram trasig och jag vill gärna ha pengarna tillbaka." },
        { "sv", "Jag vill avbeställa min order eftersom jag inte behöver den längre." },
        { "da", "Hej, lampen som jeg bestilte er gået i stykker, og jeg vil gerne have mine penge tilbage." },
        { "da", "Jeg vil gerne annullere min ordre, fordi jeg ikke har brug for den længere." },
        { "cs", "Dobrý den, lampa dorazila rozbitá a prosím o vrácení peněz, děkuji." },
        { "cs", "Chci zrušit svou objednávku, protože ji už nepotřebuji, děkuji vám." },
        { "tr", "Merhaba, sipariş ettiğim lamba kırık geldi, bunun için paramı geri istiyorum, teşekkürler." },
        { "tr", "Lütfen siparişimi iptal edin, çünkü artık bu ürün benim için gerekli değil." },
        { "ja", "注文したランプが壊れて届きました。返金をお願いします。" },
        { "zh", "我订的灯到货时是坏的,我想退款,谢谢。" },
        { "zh", "我訂的燈到貨時是壞的，請退款。" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_plain_message_is_known_by_its_words_or_script(string language, string message) =>
        Assert.Equal(language, LanguageGuess.Of(message));

    [Theory]
    [InlineData("")]
    [InlineData("#W6619432")]
    [InlineData("refund")]
    [InlineData("Dumbbell Set; Yoga Mat; LED 東京")]
    [InlineData("Rikkinäinen lamppu, haluan rahani takaisin.")]
    [InlineData("Я хочу вернуть деньги за лампу.")]
    [InlineData("환불해 주세요.")]
    [InlineData("\ud800 \u202e ｒｅｆｕｎｄ")]
    public void What_is_not_plain_is_not_guessed(string message) => Assert.Null(LanguageGuess.Of(message));

    /// <summary>The texts are the largest set of sentences there is of every language, and none was written to be told apart.</summary>
    [Fact]
    public void No_text_of_a_language_is_taken_for_another()
    {
        var all = BuiltInTexts.Files
            .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(file.Json)!.Values, (file, text) => (Language: file.Language.Split('-')[0], Text: text))
            .Select(each => (each.Language, Guess: LanguageGuess.Of(each.Text), each.Text))
            .ToArray();

        Assert.DoesNotContain(all, each => each.Guess is { } guess && guess != each.Language);
        Assert.InRange(all.Count(each => each.Guess == each.Language), all.Length * 0.6, all.Length);
    }

    [SharedDataFact("retail-tickets.jsonl")]
    public void English_tickets_are_english_or_nothing()
    {
        var guesses = File.ReadLines(SharedData.At("retail-tickets.jsonl"))
            .Select(line => LanguageGuess.Of(JsonDocument.Parse(line).RootElement.GetProperty("message").GetString()!))
            .ToArray();

        Assert.All(guesses, guess => Assert.True(guess is null or "en", guess));
        Assert.Contains("en", guesses);
    }
}
