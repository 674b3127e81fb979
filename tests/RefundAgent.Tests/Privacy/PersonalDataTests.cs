using System.Text.Json;
using RefundAgent.Privacy;
using RefundAgent.Tests.Reading;
using Xunit.Abstractions;

namespace RefundAgent.Tests.Privacy;

public sealed class PersonalDataTests(ITestOutputHelper output)
{
    [Fact]
    public void What_is_personal_is_masked_to_the_letter_and_nothing_beside_it()
    {
        var wrong = Examples.Personal.Where(example => PersonalData.Mask(example.Text) != example.Masked)
            .Select(example => $"{example.Kind} {example.Country}: {example.Text} → {PersonalData.Mask(example.Text)}").ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(Examples.Personal.Length, 150, int.MaxValue);
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("address")]
    [InlineData("iban")]
    public void Forms_of_many_countries_are_among_them(string kind) =>
        Assert.InRange(Examples.Personal.Where(example => example.Kind == kind && example.Country != "any").DistinctBy(example => example.Country).Count(), 15, 250);

    [Fact]
    public void What_the_task_needs_stays()
    {
        var wrong = Examples.NotPersonal.Where(text => PersonalData.Mask(text) != text).Select(text => $"{text} → {PersonalData.Mask(text)}").ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(Examples.NotPersonal.Length, 150, int.MaxValue);
    }

    [Fact]
    public void Text_without_personal_data_is_the_same_instance()
    {
        var text = string.Concat("Cancel order ", "#W5765741");

        Assert.Same(text, PersonalData.Mask(text));
        Assert.False(PersonalData.IsIn(text));
        Assert.True(PersonalData.IsIn("mara@example.com"));
    }

    [Fact]
    public void A_text_that_is_already_masked_lends_no_context_across_its_placeholders() =>
        Assert.Equal("phone [email] 4900990404", PersonalData.Mask("phone [email] 4900990404"));

    [SharedDataFact("retail-tickets.jsonl")]
    public void No_order_item_or_amount_in_a_ticket_of_the_retail_data_is_masked()
    {
        var masked = 0;
        foreach (var line in File.ReadLines(SharedData.At("retail-tickets.jsonl")))
        {
            var message = JsonDocument.Parse(line).RootElement.GetProperty("message").GetString()!;
            var without = PersonalData.Mask(message);
            masked += ReferenceEquals(without, message) ? 0 : 1;
            Assert.Equal(Needed(message), Needed(without));
        }

        output.WriteLine($"{masked} tickets had something masked: the new addresses that some of them give.");
    }

    /// <summary>Everything with three figures or more that stands in no address of the data, and every sum.</summary>
    private static List<string> Needed(string message) =>
        [.. System.Text.RegularExpressions.Regex.Matches(
            message.Replace("[address]", "", StringComparison.Ordinal), @"#?\w*\d{7,}\w*|[$€£]\s?\d[\d.,]*|\d+\.\d\d\b").Select(match => match.Value)];
}
