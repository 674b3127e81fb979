using System.Text.Json;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Learning.Replay;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning.Replay;

public sealed class HistoryLineTests
{
    [Fact]
    public void A_whole_line_is_read()
    {
        Assert.True(HistoryLine.TryParse(
            """
            {"id":"h1","at":"2026-01-02T03:04:05Z","claim":{"reason":"weather","text":"storm","requested":{"amount":"5.00","currency":"USD"}},
             "facts":{"booking.cabin":"business","booking.insured":true,"booking.hours":16.4,"flight.statuses":["available"]},
             "paid":{"amount":"9.00","currency":"USD"},"customer":"c","order":"o","verdict":{"outcome":"approve","amount":{"amount":"9.00","currency":"USD"}},
             "reviewer":"r1","other":1}
            """, 1, out var line, out _));

        Assert.Equal(("h1", "weather", "c", "o", "r1"), (line.Id, line.Reason, line.Customer, line.Order, line.Reviewer));
        Assert.Equal((Outcome.Approve, Usd("9.00"), Usd("5.00")), (line.Outcome, line.Amount, line.Requested));
        Assert.Equal(4, line.Facts.Count);
        Assert.Equal(FactValue.Of(16.4m), line.Facts["booking.hours"]);
    }

    [Theory]
    [InlineData("nonsense", "$", "JSON object")]
    [InlineData("[]", "$", "JSON object")]
    [InlineData("""{"id":"1","id":"2","verdict":{"outcome":"deny"}}""", "$", "twice")]
    [InlineData("""{"id":"\ud800","verdict":{"outcome":"deny"}}""", "$", "surrogate")]
    [InlineData("""{"verdict":{"outcome":"deny"}}""", "id", "missing")]
    [InlineData("""{"id":7,"verdict":{"outcome":"deny"}}""", "id", "text")]
    [InlineData("""{"id":"1"}""", "verdict.outcome", "approve, deny")]
    [InlineData("""{"id":"1","verdict":{"outcome":"yes"}}""", "verdict.outcome", "approve, deny")]
    [InlineData("""{"id":"1","verdict":"approve"}""", "verdict", "object")]
    [InlineData("""{"id":"1","at":"noon","verdict":{"outcome":"deny"}}""", "at", "RFC 3339")]
    [InlineData("""{"id":"1","paid":12.5,"verdict":{"outcome":"deny"}}""", "paid", "amount")]
    [InlineData("""{"id":"1","paid":{"amount":"-1.00","currency":"USD"},"verdict":{"outcome":"deny"}}""", "paid", "zero or more")]
    [InlineData("""{"id":"1","facts":{"a":{}},"verdict":{"outcome":"deny"}}""", "facts.a", "list of text")]
    [InlineData("""{"id":"1","facts":{"a":1e400},"verdict":{"outcome":"deny"}}""", "facts.a", "number")]
    [InlineData("""{"id":"1","facts":{"a":null},"verdict":{"outcome":"deny"}}""", "facts.a", "leave out")]
    public void A_fault_names_the_line_the_field_and_the_fix(string json, string field, string fix)
    {
        Assert.False(HistoryLine.TryParse(json, 12, out _, out var faults));

        var fault = Assert.Single(faults, each => each.Field is not "verdict.outcome" || field == "verdict.outcome");
        Assert.Equal((12, field), (fault.Line, fault.Field));
        Assert.Contains(fix, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Currencies_must_agree_with_the_policys()
    {
        var history = History.Read(
            ["", """{"id":"1","paid":{"amount":"5.00","currency":"EUR"},"verdict":{"outcome":"deny"}}"""], Currency.Usd);

        Assert.Equal((2, "paid"), (Assert.Single(history.Faults).Line, history.Faults[0].Field));
        Assert.Empty(history.Lines);
    }

    [SharedDataFact("naughty-strings.txt")]
    public void Hostile_strings_anywhere_in_a_line_are_read_or_refused()
    {
        foreach (var text in File.ReadLines(SharedData.At("naughty-strings.txt")).Where(line => line.StartsWith('"')))
        {
            HistoryLine.TryParse(text, 1, out _, out _);
            var json = $$$"""{"id":"1","claim":{"reason":{{{text}}}},"facts":{ {{{text}}}:{{{text}}} },"reviewer":{{{text}}},"verdict":{"outcome":"deny"}}""";
            Assert.True(HistoryLine.TryParse(json, 1, out var line, out var faults) || faults.Length > 0);
            Assert.True(line is null || line.Reviewer == JsonSerializer.Deserialize<string>(text));
        }
    }
}
