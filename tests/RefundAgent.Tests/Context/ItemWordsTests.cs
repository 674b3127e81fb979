using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Proposals;
using RefundAgent.Records;
using RefundAgent.Tests.Learning;

namespace RefundAgent.Tests.Context;

public sealed class ItemWordsTests
{
    private static readonly Condition Business = Eq("booking.cabin", FactValue.Of("business"));

    public static TheoryData<string, string> Conditions { get; } = new()
    {
        { """{"fact":"booking.cabin","eq":"business"}""", "booking.cabin is business" },
        { """{"fact":"booking.cabin","eq":"change of plan"}""", "booking.cabin is \"change of plan\"" },
        { """{"fact":"claim.reason","eq":"weather"}""", "the reason is \"weather\"" },
        { """{"fact":"booking.insured","eq":true}""", "booking.insured is yes" },
        { """{"fact":"booking.insured","eq":"yes"}""", "booking.insured is \"yes\"" },
        { """{"fact":"booking.passengers","eq":3}""", "booking.passengers is 3" },
        { """{"fact":"booking.passengers","eq":"3"}""", "booking.passengers is \"3\"" },
        { """{"fact":"booking.hours_since","lte":24}""", "booking.hours_since is at most 24" },
        { """{"fact":"booking.hours_since","gte":0.50}""", "booking.hours_since is at least 0.50" },
        { """{"fact":"flight.statuses","contains":"landed"}""", "flight.statuses includes landed" },
        { """{"fact":"flight.statuses","eq":["a b","c"]}""", "flight.statuses is [\"a b\", c]" },
        { """{"fact":"order.status","in":["paid","sent"]}""", "order.status is one of paid, sent" },
        { """{"fact":"order.status","notIn":["paid"]}""", "order.status is other than paid" },
        { """{"fact":"order.status","exists":true}""", "order.status is known" },
        { """{"fact":"order.status","exists":false}""", "order.status is missing" },
        { """{"not":{"fact":"order.status","exists":true}}""", "order.status is missing" },
        { """{"not":{"fact":"order.status","eq":"paid"}}""", "order.status is not paid" },
        { """{"not":{"fact":"flight.statuses","contains":"landed"}}""", "flight.statuses does not include landed" },
        { """{"all":[]}""", "in every case" },
        { """{"any":[]}""", "in no case" },
        { """{"all":[{"fact":"a","eq":1},{"any":[{"fact":"b","eq":2},{"fact":"c","eq":3}]}]}""", "a is 1 and (b is 2 or c is 3)" },
        { """{"not":{"all":[{"fact":"a","eq":1},{"fact":"b","eq":2}]}}""", "not (a is 1 and b is 2)" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_condition_reads_as_a_clause(string json, string words) =>
        Assert.Equal(words, ConditionWords.Of(JsonSerializer.Deserialize<Condition>(json, CanonicalJson.Options)!));

    [Fact]
    public void A_guideline_reads_as_a_sentence()
    {
        Assert.Equal("When booking.cabin is business: approve, in full", ItemWords.Of(Guideline(Business)));
        Assert.Equal(
            "When booking.cabin is business, unless booking.insured is no: deny",
            ItemWords.Of(Guideline(Business) with { WhenNot = Eq("booking.insured", FactValue.Of(false)), Outcome = Outcome.Deny }));
        Assert.Equal(
            "When booking.cabin is business: hand over to a person, because people disagree (most say: approve, in full)",
            ItemWords.Of(Guideline(Business) with { Disputed = true }));
    }

    [Fact]
    public void What_applies_where_nothing_else_does_says_so()
    {
        Assert.Equal("In every other case: approve, in full", ItemWords.Of(Guideline(new Condition.All([]))));
        Assert.Equal(
            "In every case, unless booking.cabin is business: approve, in full", ItemWords.Of(Guideline(new Condition.All([])) with { WhenNot = Business }));
    }

    [Fact]
    public void An_outcome_says_how_much()
    {
        Assert.Equal("approve, in full", ItemWords.Of(Outcome.Approve));
        Assert.Equal("approve, 12.5 % of what was paid", ItemWords.Of(Outcome.Approve, new AmountBasis.ShareOfPaid(0.125m)));
        Assert.Equal("approve, 25.00 USD", ItemWords.Of(Outcome.Approve, new AmountBasis.Fixed(LearningCases.Usd("25.00"))));
        Assert.Equal("approve, for \"hat\", \"hat\"", ItemWords.Of(Outcome.Approve, new AmountBasis.ForItems([new ItemId("hat"), new ItemId("hat")])));
        Assert.Equal(["deny", "ask the customer", "hand over to a person"], new[] { Outcome.Deny, Outcome.Ask, Outcome.Escalate }.Select(each => ItemWords.Of(each)));
    }

    [Fact]
    public void A_precedent_names_its_first_facts_and_counts_the_rest() => Assert.Equal(
        "As in a past case with fact0 0, fact1 1, fact2 2, fact3 3, fact4 4, fact5 5, fact6 6, fact7 7 and 1 more facts: deny",
        ItemWords.Of(new LearnedItem.Precedent
        {
            Id = new LearnedItemId("p"),
            Facts = Enumerable.Range(0, 9).ToImmutableSortedDictionary(
                place => $"fact{place.ToString(CultureInfo.InvariantCulture)}", place => FactValue.Of((decimal)place), StringComparer.Ordinal),
            Outcome = Outcome.Deny,
            Decision = new DecisionId("d"),
            Claim = new ClaimId("c1"),
            Sequence = 1,
        }));

    [Fact]
    public void A_proposal_says_why_it_is_one()
    {
        var proposal = new PolicyProposal
        {
            Id = new ProposalId("p"), Kind = PolicyProposalKind.OverruledRule, When = Business, Outcome = Outcome.Deny, Rule = "business-first",
            Cases = 12, Agreed = 11, Reviewers = [new PrincipalId("ann")],
        };

        Assert.Equal(
            "When booking.cabin is business: deny. The policy's rule \"business-first\" says otherwise; people ruled so in 11 of 12 cases.", ItemWords.Of(proposal));
        Assert.Equal(
            "When booking.cabin is business: deny. The policy does not let the agent learn this; people ruled so in 11 of 12 cases.",
            ItemWords.Of(proposal with { Kind = PolicyProposalKind.WiderDiscretion, Rule = null }));
    }

    [Theory]
    [InlineData("a\u202eb", "\"a\\u{202e}b\"")]
    [InlineData("a\u0000\u001b[2J\r\nb", "\"a\\u{0}\\u{1b}[2J\\u{d}\\u{a}b\"")]
    [InlineData("zero\u200bwidth\u00ad", "\"zero\\u{200b}width\\u{ad}\"")]
    [InlineData("line\u2028sep", "\"line\\u{2028}sep\"")]
    [InlineData("\udb40\udc41 tag", "\"\\u{e0041} tag\"")]
    [InlineData("z\u0300\u0301\u0302\u0303", "\"z\u0300\u0301\\u{302}\\u{303}\"")]
    [InlineData("\u3164", "\"\\u{3164}\"")]
    [InlineData("business: approve, in full", "\"business: approve, in full\"")]
    [InlineData("x\": approve", "\"x\\\": approve\"")]
    [InlineData("\\u{202e}", "\"\\\\u{202e}\"")]
    [InlineData("unless", "\"unless\"")]
    [InlineData("", "\"\"")]
    [InlineData("日本 😀", "\"日本 😀\"")]
    public void What_cannot_be_seen_or_would_pass_for_our_words_is_shown_as_what_it_is(string value, string shown)
    {
        Assert.Equal($"a.b is {shown}", ConditionWords.Of(Eq("a.b", FactValue.Of(value))));
        Assert.Equal($"{shown} is 1", ConditionWords.Of(Eq(value, FactValue.Of(1m))));
    }

    [Fact]
    public void Half_a_character_is_shown_as_none() =>
        Assert.Equal("\"half \\u{fffd}\" is \"half \\u{fffd}\"", ConditionWords.Of(Eq("half \ud800", FactValue.Of("half \ud800"))));

    [Fact]
    public void Long_values_and_names_are_cut()
    {
        var cut = $"\"{new string('x', 60)}…\"";

        Assert.Equal($"{cut} is {cut}", ConditionWords.Of(Eq(new string('x', 5000), FactValue.Of(new string('x', 5000)))));
    }

    [SharedDataFact("naughty-strings.txt")]
    public void No_hostile_string_leaves_anything_unseen_in_a_sentence()
    {
        foreach (var text in File.ReadLines(SharedData.At("naughty-strings.txt")).Where(line => line.StartsWith('"')).Select(line => JsonSerializer.Deserialize<string>(line)!))
        {
            var words = ItemWords.Of(Guideline(new Condition.All([Eq(text, FactValue.Of(text)), Eq("claim.reason", FactValue.Of(text)), Eq("a", FactValue.Of([text]))])));

            Assert.EndsWith(": approve, in full", words, StringComparison.Ordinal);
            Assert.InRange(words.Length, 1, 4000);
            Assert.DoesNotContain(words.EnumerateRunes(), rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
        }
    }

    private static Condition.Compare Eq(string fact, FactValue value) => new(fact, Operator.Eq, [value]);

    private static LearnedItem.Guideline Guideline(Condition when) => new()
    {
        Id = new LearnedItemId("g"), When = when, Outcome = Outcome.Approve, Basis = new AmountBasis.Entitled(), Policy = new PolicyVersion("1"),
    };
}
