using System.Text.Json;
using System.Text.Json.Nodes;
using RefundAgent.Adapters.Model;
using RefundAgent.Decisions;
using RefundAgent.Reading;
using static RefundAgent.Tests.Model.SampleCase;

namespace RefundAgent.Tests.Model;

public sealed class AnswerCheckTests
{
    private static readonly string Good = SampleAnswer.Approve(GuidelineId);

    public static TheoryData<string, string> Wrong { get; } = new()
    {
        { SampleAnswer.With([]), "$.claims[0].cites: an approval or a denial must rest on" },
        { SampleAnswer.With([], outcome: "deny"), "$.claims[0].cites: an approval or a denial must rest on" },
        { SampleAnswer.With([.. Enumerable.Repeat(GuidelineId, 21)]), "$.claims[0].cites: at most 20" },
        { SampleAnswer.With([GuidelineId, "G-DAMAGED"]), "$.claims[0].cites[1]: is none of the ids" },
        { SampleAnswer.With([GuidelineId], relation: "shareOfPaid"), "$.claims[0].basis.share: must be" },
        { SampleAnswer.With([GuidelineId], relation: "shareOfPaid", share: 0), "$.claims[0].basis.share: must be" },
        { SampleAnswer.With([GuidelineId], relation: "shareOfPaid", share: 1.01m), "$.claims[0].basis.share: must be" },
        { SampleAnswer.With([GuidelineId], relation: "items"), "$.claims[0].basis.items: name at least one" },
        { SampleAnswer.With([GuidelineId], relation: "items", items: ["lamp-1", "lamp-1"]), "$.claims[0].basis.items[1]: one unit too many" },
        { SampleAnswer.With([GuidelineId], relation: "items", items: ["shade-9"]), "$.claims[0].basis.items[0]: is not among" },
        { SampleAnswer.With([], outcome: "ask"), "$.claims[0].missing: say what" },
        { SampleAnswer.With([], outcome: "ask", missing: ["a photo"]), "$: one JSON object" },
        { SampleAnswer.With([GuidelineId], confidence: 1.5), "$.claims[0].confidence: must be" },
        { SampleAnswer.Of(null), "$.claims: 1 to 20" },
        { SampleAnswer.Of(null, [.. Enumerable.Range(0, 21).Select(_ => SampleAnswer.Claim([GuidelineId]))]), "$.claims: 1 to 20" },
        { Claimed("quote", "I want everything"), "$.claims[0].quote: must be words of the message" },
        { Claimed("quote", "  "), "$.claims[0].quote: must be words of the message" },
        { Claimed("answers", "c1"), "$.claims[0].answers: is no open question" },
        { Claimed("orderId", "#W2"), "$.claims[0].orderId: is no order of this customer" },
        { Claimed("orderId", "#w1"), "$.claims[0].orderId: is no order of this customer" },
        { Claimed("orderId", null), "$.claims[0].items: name the order" },
        { Claimed("reason", "because"), "$.claims[0].reason: is none of the known" },
        { Claimed("items", SampleAnswer.Texts("their-item")), "$.claims[0].items[0]: is no item of this order" },
        { Claimed("items", SampleAnswer.Texts("shade-9", "shade-9")), "$.claims[0].items[1]: one unit too many" },
        { Claimed("wholeOrder", true), "$.claims[0].items: must be empty where the whole order" },
        { Claimed("request", "information"), "$.claims[0].outcome: only a return" },
        { Claimed("request", 1), "$: one JSON object" },
        { Good.Replace("\"entitled\"", "\"fixed\"", StringComparison.Ordinal), "$: one JSON object" },
        { Good.Replace(",\"missing\":[]", "", StringComparison.Ordinal), "$: one JSON object" },
        { Good.Replace("\"missing\":[]", "\"missing\":null", StringComparison.Ordinal), "$: one JSON object" },
        { Good.Replace("\"missing\":[]", "\"missing\":[null]", StringComparison.Ordinal), "$: one JSON object" },
        { Good.Replace("[\"g-damaged\"]", "[null]", StringComparison.Ordinal), "$.claims[0].cites[0]: is none" },
        { Good.Replace("\"language\":\"en\"", "\"language\":\"en\",\"amount\":9000", StringComparison.Ordinal), "$: one JSON object" },
        { Good.Replace("\"language\":\"en\"", "\"language\":\"en\",\"language\":\"de\"", StringComparison.Ordinal), "$: one JSON object" },
        { "```json\n" + Good + "\n```", "$: one JSON object" },
        { "null", "$: null" },
        { "[]", "$: one JSON object" },
        { new string('[', 10_000), "$: one JSON object" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_not_real_or_not_of_the_schema_is_no_proposal(string answer, string fault)
    {
        var (counsel, faults) = Check().Check(answer);

        Assert.Null(counsel);
        Assert.Contains(faults, each => each.StartsWith(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void The_schema_itself_is_met_by_a_good_answer() => Assert.NotNull(Check().Check(Good).Counsel);

    [Fact]
    public void An_approval_without_an_order_is_no_counsel()
    {
        var answer = Claimed("orderId", null).Replace("[\"lamp-1\"]", "[]", StringComparison.Ordinal);

        Assert.Contains(Check().Check(answer).Faults, fault => fault.Contains("nothing can be approved without an order", StringComparison.Ordinal));
    }

    [Fact]
    public void Escalating_needs_no_citation_and_no_amount()
    {
        var answer = SampleAnswer.With([], outcome: "escalate", relation: "items", items: ["nonsense"]);

        var proposal = Check().Check(answer).Counsel!.Claims[0].Proposal;

        Assert.Equal("model:|none→escalate", proposal.Segment);
        Assert.IsType<AmountBasis.Entitled>(proposal.Basis);
    }

    [Theory]
    [InlineData("please return  one DESK\n lamp")]
    [InlineData("it is defective")]
    public void A_quote_may_differ_in_capitals_and_white_space_alone(string quote) => Assert.NotNull(Check().Check(Claimed("quote", quote)).Counsel);

    [Theory]
    [InlineData("de", "de")]
    [InlineData("pt-BR", "pt-BR")]
    [InlineData("German!", null)]
    [InlineData("<b>", null)]
    public void A_language_is_a_tag_or_not_told(string told, string? understood) =>
        Assert.Equal(understood, Check().Check(Good.Replace("\"language\":\"en\"", $"\"language\":{JsonSerializer.Serialize(told)}", StringComparison.Ordinal)).Counsel!.Language);

    [Fact]
    public void A_sum_is_read_from_the_customers_words_and_from_nowhere_else()
    {
        var check = Check("The desk lamp of order #A1001 is broken. I would like a refund of $12.50 for it.");
        var answer = Claimed("quote", "I would like a refund of $12.50 for it.").Replace("\"return\"", "\"refund\"", StringComparison.Ordinal);

        Assert.Equal(Dollars("12.50"), check.Check(answer).Counsel!.Claims[0].Reading.Requested);
    }

    [Fact]
    public void Schema_and_reader_name_the_same_fields_and_none_that_could_hold_a_sum()
    {
        using var schema = JsonDocument.Parse(AnswerSchema.Json);
        using var good = JsonDocument.Parse(Good);

        Agree(schema.RootElement, good.RootElement);
        var claim = schema.RootElement.GetProperty("properties").GetProperty("claims").GetProperty("items");
        Agree(claim, good.RootElement.GetProperty("claims")[0]);
        Assert.Equal("reasoning", schema.RootElement.GetProperty("required")[0].GetString());
        Assert.DoesNotContain("\"amount", AnswerSchema.Json, StringComparison.OrdinalIgnoreCase);
    }

    private static void Agree(JsonElement schema, JsonElement answer)
    {
        var required = schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).ToList();
        Assert.Equal(required, schema.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal(required, answer.EnumerateObject().Select(property => property.Name));
    }

    private static string Claimed(string field, JsonNode? value)
    {
        var claim = SampleAnswer.Claim([GuidelineId]);
        claim[field] = value;
        return SampleAnswer.Of(null, claim);
    }

    private static AnswerCheck Check(string text = Words) => new(
        new CasePrompt(Inquiry(text), new ModelOptions(), new MessageReader()), new Wishes("x"), new Reason("model:x", ReasonKind.Advisor, "signed"));
}
