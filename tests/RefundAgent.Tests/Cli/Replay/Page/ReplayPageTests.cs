using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RefundAgent.Cli.Replay.Page;

namespace RefundAgent.Tests.Cli.Replay.Page;

public sealed partial class ReplayPageTests
{
    public static TheoryData<string> Hostile { get; } =
    [
        "<script>alert(1)</script>", "</style><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "--><svg/onload=alert(1)>",
        "{{constructor}}", "${jndi:ldap://x}", "\u202egpj.exe", "a\0b", "]]>", "&lt;b&gt;", "javascript:alert(1)", new string('W', 3000),
    ];

    [Fact]
    public void Every_section_says_what_happened()
    {
        var page = Text(ReplayPage.Of(SampleFindings.Of()));

        Assert.Contains("In the last 200 cases the agent would have decided 92 alone, 1 of them unlike your people.", page, StringComparison.Ordinal);
        Assert.Contains("Learning pays here. With the verdicts of live operation alone, of the last 200 cases it would have decided 70 alone, 1 of them unlike your people.", page, StringComparison.Ordinal);
        Assert.Contains("When booking.cabin is business → approve, in full acts alone since case 275", page, StringComparison.Ordinal);
        Assert.Contains("When customer.membership is gold → hand over to a person: people disagree", page, StringComparison.Ordinal);
        Assert.Contains("In every other case: deny 0.93 88 of 90 asks first", page, StringComparison.Ordinal);
        Assert.Contains("Of 14 tried, 5 were rejected", page, StringComparison.Ordinal);
        Assert.Contains("approve, in full → approve, 80 % of what was paid said by r1, r3; 38 cases set aside", page, StringComparison.Ordinal);
        Assert.Contains("deny: r3 (7)", page, StringComparison.Ordinal);
        Assert.Contains("One differs from all others. The agent is unlike r3 in 31 % of their cases and unlike the others in 5.0 %.", page, StringComparison.Ordinal);
        Assert.Contains("people ruled so in 30 of 31 cases", page, StringComparison.Ordinal);
        Assert.Contains("What this cannot tell you", page, StringComparison.Ordinal);
        Assert.Contains("Live forecast: only the verdicts that live operation would get", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_history_gives_a_page_that_says_so() =>
        Assert.Contains("There is nothing to judge yet.", Text(ReplayPage.Of(SampleFindings.Of(SampleFindings.Empty))), StringComparison.Ordinal);

    [Fact]
    public void It_runs_nothing_and_loads_nothing_but_its_own_style()
    {
        var page = ReplayPage.Of(SampleFindings.Of());
        var style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + 7)..page.IndexOf("</style>", StringComparison.Ordinal)];

        Assert.Contains(
            $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("""<(script|link|img|iframe|object|embed|base|form)|\s(style|src|on\w+)=|https?:|url\(|@import""", page);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_people_wrote_is_text_wherever_it_stands(string hostile) => AssertSameMarkup(hostile);

    [SharedDataFact("naughty-strings.txt")]
    public void So_are_the_hostile_strings_of_others()
    {
        foreach (var text in File.ReadLines(SharedData.At("naughty-strings.txt")).Where(line => line.StartsWith('"')).Select(line => JsonSerializer.Deserialize<string>(line)!))
        {
            AssertSameMarkup(text.Length == 0 || string.IsNullOrWhiteSpace(text) ? "x" : text);
        }
    }

    [SharedDataFact("injections.jsonl")]
    public void So_are_injections()
    {
        foreach (var line in File.ReadLines(SharedData.At("injections.jsonl")).Where((_, place) => place % 20 == 0))
        {
            AssertSameMarkup(JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!);
        }
    }

    /// <summary>The same elements and attributes in the same order as with harmless words: nothing that was written became markup.</summary>
    private static void AssertSameMarkup(string hostile)
    {
        var page = ReplayPage.Of(SampleFindings.Of(hostile, hostile, hostile, Reviewer(hostile)));

        Assert.Equal(Tags(ReplayPage.Of(SampleFindings.Of("harmless words", "harmless words", "harmless words", Reviewer("harmless words")))), Tags(page));
        Assert.DoesNotContain(page, letter => char.IsControl(letter) && letter != '\n');
    }

    /// <summary>Reviewers are sorted by name in places; so begins each.</summary>
    private static string Reviewer(string name) => "r3 " + (name.Length > 400 ? name[..400] : name);

    private static List<string> Tags(string page) =>
        [.. Tag().Matches(page).Select(match => Values().Replace(match.Value, "=\"\""))];

    /// <summary>As a reader sees it, folded details included.</summary>
    private static string Text(string page)
    {
        var body = page[page.IndexOf("<body", StringComparison.Ordinal)..];
        return Blanks().Replace(System.Net.WebUtility.HtmlDecode(Tag().Replace(body, match => match.Value.StartsWith("</", StringComparison.Ordinal) || Inline().IsMatch(match.Value) ? "" : " ")), " ")
            .Replace(" .", ".", StringComparison.Ordinal);
    }

    [GeneratedRegex("""<[!/a-zA-Z](?:[^<>"]|"[^"]*")*>""")]
    private static partial Regex Tag();

    [GeneratedRegex("="+"\"[^\"]*\"")]
    private static partial Regex Values();

    [GeneratedRegex("^<(b|em|strong|bdi|a|s)[ >]")]
    private static partial Regex Inline();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
