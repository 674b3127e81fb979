using CsCheck;
using RefundAgent.Records;
using RefundAgent.Replies;

namespace RefundAgent.Tests.Replies;

public sealed class ReplyFrameTests
{
    private const string Kind = "Thank you for your message and for your patience with us. {c1} We are here if you have any other question.";

    private static readonly string[] Refused =
        ["refund", "compensation", "voucher", "discount", "guarantee", "promise", "replacement", "reimburse", "tomorrow"];

    private static readonly string[] Cuts = ["", "-", " ", ".", "'", "’", "\u200b", "\u00ad", "\u0301", "…"];

    private static readonly ClaimId[] One = [ClaimId.From("c1")];

    /// <summary>A check that refuses what is kind would never let a model speak; at least eight in every language must pass.</summary>
    [Fact]
    public void Warm_words_that_bind_nobody_pass_in_every_language()
    {
        Assert.Empty(FrameSamples.Harmless
            .Select(each => (each, Faults: ReplyFrame.Faults(each.Frame, FrameSamples.ClaimsOf(each.Frame)), Language: ReplyFrame.LanguageOf(each.Frame)))
            .Where(each => !each.Faults.IsEmpty || each.Language != each.each.Language)
            .Select(each => $"{each.each}: {each.Language}, {string.Join("; ", each.Faults)}"));
        Assert.All(
            ReplyBook.BuiltIn.Languages.Where(language => language != "pt-BR"),
            language => Assert.InRange(FrameSamples.Harmless.Count(each => each.Language == language), 8, 20));
    }

    [Fact]
    public void No_hostile_sentence_passes_in_a_kind_frame_of_its_language_or_of_another()
    {
        var passed = new List<string>();
        foreach (var (language, sentence) in FrameSamples.Hostile)
        {
            foreach (var frame in CarriersFor(language, sentence.Length).SelectMany(carrier => new[] { carrier.Replace("{c1}", $"{{c1}} {sentence} ", StringComparison.Ordinal), carrier.Replace("{c1}", $"{sentence} {{c1}}", StringComparison.Ordinal) }))
            {
                if (ReplyFrame.Faults(frame, One).IsEmpty)
                {
                    passed.Add(frame);
                }
            }
        }

        Assert.Empty(passed);
        Assert.InRange(FrameSamples.Hostile.Length, 300, 1_000);
    }

    [Fact]
    public void No_trick_passes() => Assert.DoesNotContain(FrameSamples.HostileFrames, frame => ReplyFrame.Faults(frame, One).IsEmpty);

    /// <summary>What the program itself says of money is just what a model must not say.</summary>
    [Fact]
    public void No_sentence_of_our_own_about_an_outcome_passes_as_a_models()
    {
        string[] binding = [TextKeys.Refunded, TextKeys.RefundedAsStoreCredit, TextKeys.RefundedToGiftCard, TextKeys.OnItsWay, TextKeys.Denied, TextKeys.OrderGivenBack, TextKeys.ItemsGivenBack, TextKeys.KeepItem, TextKeys.UnderWay];
        var passed = from language in ReplyBook.BuiltIn.Languages
                     let texts = ReplyBook.BuiltIn.TextsFor(null, language)
                     from key in binding
                     let frame = $"{CarriersFor(LanguageTag.Primary(language), 0).First()}\n{texts.Say(key)}"
                     where ReplyFrame.Faults(frame, One).IsEmpty
                     select frame;

        Assert.Empty(passed);
    }

    [Theory]
    [InlineData("Thank you for writing to us. {c1} We will call you.", "promise, contact")]
    [InlineData("Thank you for writing to us. {c1} It is 5.", "digits")]
    [InlineData("Thank you for writing to us. {c1} {c1}", "slots")]
    [InlineData("Kiitos viestistäsi. {c1} Pahoittelemme vaivaa.", "language")]
    [InlineData("{c1}", "length, language")]
    public void A_fault_names_its_rule(string frame, string rules) =>
        Assert.Equal(rules, string.Join(", ", ReplyFrame.Faults(frame, One).Select(fault => fault.Split(':')[0])));

    [Fact]
    public void A_fault_never_repeats_the_frame()
    {
        var faults = ReplyFrame.Faults("Zanzibar zanzibar zanzibar 77 refund@zanzibar.com {zanzibar} {c1}", One);

        Assert.NotEmpty(faults);
        Assert.DoesNotContain(faults, fault => fault.Contains("anzibar", StringComparison.Ordinal) || fault.Contains("77", StringComparison.Ordinal));
    }

    [Fact]
    public void A_frame_is_as_long_as_a_letter_at_most()
    {
        var sentence = string.Concat(Enumerable.Repeat("Thank you for your patience with us. ", 40));

        Assert.Empty(ReplyFrame.Faults($"{sentence[..1110]} {{c1}}", One));
        Assert.Equal("length", Assert.Single(ReplyFrame.Faults($"{sentence}{{c1}}", One)).Split(':')[0]);
    }

    /// <summary>Only signs that were thought of can stand in a frame, so none that was not can hide or disguise anything.</summary>
    [Fact]
    public void No_character_but_letters_and_plain_punctuation_passes_anywhere() =>
        Gen.Select(Gen.Int[0, 0xFFFF], Gen.Int[0, Kind.Length]).Sample(
            (code, at) =>
            {
                var letter = (char)code;
                var plain = Script.IsLatin(letter) || " \n\u00a0\u202f.,;:!?'’‘\"“”„«»‹›()-–—…¿¡、。，！？：；「」『』（）・".Contains(letter)
                    || letter is >= '\u0300' and <= '\u0328';
                return plain || !ReplyFrame.Faults(Kind.Insert(at, letter.ToString()), One).IsEmpty;
            },
            iter: 5_000);

    [Fact]
    public void No_digit_passes_anywhere() =>
        Gen.Select(Gen.Char['0', '9'], Gen.Int[0, Kind.Length]).Sample(
            (digit, at) => !ReplyFrame.Faults(Kind.Insert(at, digit.ToString()), One).IsEmpty, iter: 300);

    /// <summary>Cutting a word by what does not count as a letter, or writing it in other cases, does not hide it.</summary>
    [Fact]
    public void A_word_of_money_passes_in_no_disguise() =>
        Gen.Select(Gen.Int[0, Refused.Length - 1], Gen.Int[0, 12], Gen.Int[0, Cuts.Length - 1], Gen.Bool)
            .Sample(
                (word, at, cut, capitals) =>
                {
                    var disguised = Refused[word].Insert(Math.Min(at, Refused[word].Length), Cuts[cut]);
                    return !ReplyFrame.Faults(Kind.Replace("{c1}", $"{{c1}} Here is the {(capitals ? disguised.ToUpperInvariant() : disguised)} for you.", StringComparison.Ordinal), One).IsEmpty;
                },
                iter: 1_000);

    [Fact]
    public void Anything_at_all_is_judged_and_judged_alike() =>
        Gen.String[Gen.Char, 0, 300].Sample(text => ReplyFrame.Faults(text, One).SequenceEqual(ReplyFrame.Faults(text, One)), iter: 300);

    /// <summary>Two of its own language, or one English where nothing is known of it; and one of a language that changes with the sentence.</summary>
    private static IEnumerable<string> CarriersFor(string language, int turn)
    {
        var single = FrameSamples.Harmless.Where(each => !each.Frame.Contains("{c2}", StringComparison.Ordinal)).ToArray();
        return single.Where(each => each.Language == language).DefaultIfEmpty(single[0]).Take(2).Append(single[turn * 7 % single.Length]).Select(each => each.Frame);
    }
}
