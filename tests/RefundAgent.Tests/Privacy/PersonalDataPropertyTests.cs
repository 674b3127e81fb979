using System.Diagnostics;
using CsCheck;
using RefundAgent.Privacy;

namespace RefundAgent.Tests.Privacy;

/// <summary>What holds of every text, however it was made.</summary>
public sealed class PersonalDataPropertyTests
{
    private const int Largest = 256 * 1024;

    /// <summary>
    /// Times the work of looking at each letter once and asking Unicode what it is: 20 to 300 in an optimized build. What grows with the square
    /// looks at each letter 100,000 times.
    /// </summary>
    private const double MostOfBareLoop = 20_000;

    private static readonly string[] Pieces =
    [
        .. Examples.Personal.SelectMany(example => example.Values), .. Examples.NotPersonal, " ", " ", "\n", ", ", ". ", ":", "=", "#", "@", "+", "(", ")", "-", "/", "1", "00", "12", "4111",
        "[card]", "[", "]", "[email", "text]", "password", "phone", "order", "Street", "rue", "号", "路", "é", "\u0301", "\ud83d", "\ude00", "\u202e", "\0", "٣", "x",
    ];

    private static readonly Gen<string> Mixed = Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 14].Select(string.Concat);

    /// <summary>Texts that make each finder look as far as it may and then find nothing, or find again and again.</summary>
    public static TheoryData<string> Repeated =>
        new("1 ", "1", "11 ", "4111 ", "1-", "0", "+1 ", "(1) ", "@", "a@", "a@a.", "a.", "1 rue ", "1 A ", "Rue A ", "12 Baker Street, ", "A", "AB12", "DE89 ", "password ", "pin ", "pin is ", "token: ", "sk-",
            "eyJ", "://", "://a:", "-----BEGIN ", "Bearer ", "路", "路 ", "市路1", "〒", "[card]", "[", "phone 1 ", "order 1 ", "id 12 ", "SW1A ", "SW1A 1AA", "P P P ", "No. ", "ul. ", "\"", "%40", "mara silva ", "W6619432 ");

    [Fact]
    public void Masking_twice_is_masking_once() => Mixed.Sample(text => PersonalData.Mask(PersonalData.Mask(text)) == PersonalData.Mask(text), iter: 4_000);

    [Fact]
    public void No_text_is_too_strange() => Gen.String.Sample(text => PersonalData.Mask(text).Length >= 0, iter: 2_000);

    [Fact]
    public void What_is_masked_leaves_no_value_behind_wherever_it_stands() =>
        Gen.Int[0, Examples.Personal.Length - 1].Select(index => Examples.Personal[index]).Sample(
            example => example.Values.All(value => !PersonalData.Mask($"Hello,\n{example.Text}\nThanks!").Contains(value, StringComparison.Ordinal)), iter: 1_000);

    [Theory]
    [MemberData(nameof(Repeated))]
    public void The_work_grows_with_the_length_and_not_with_its_square(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (Largest / piece.Length) + 1))[..Largest];
        var known = KnownData.Keeping(Enumerable.Range(0, 50).Select(id => $"W66194{id:00}"));
        var loop = Fastest(() => text.Count(letter => char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.Control));
        var masking = Fastest(() => PersonalData.Mask(text, known).Length);

        Assert.InRange(masking / loop, 0, MostOfBareLoop);
    }

    [SharedDataFact("naughty-strings.txt")]
    public void Naughty_strings_are_masked_once_and_for_all() =>
        Assert.All(File.ReadLines(SharedData.At("naughty-strings.txt")), text => Assert.Equal(PersonalData.Mask(text), PersonalData.Mask(PersonalData.Mask(text))));

    /// <summary>In ticks of this machine, whatever they last; only ever compared with another of the same run.</summary>
    private static double Fastest(Func<int> work)
    {
        var fastest = long.MaxValue;
        for (var run = 0; run < 2; run++)
        {
            var start = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            fastest = Math.Min(fastest, Stopwatch.GetTimestamp() - start);
        }

        return Math.Max(1, fastest);
    }
}
