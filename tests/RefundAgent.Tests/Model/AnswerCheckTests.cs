using System.Text.Json;
using RefundAgent.Adapters.Model;
using RefundAgent.Decisions;
using static RefundAgent.Tests.Model.SampleCase;

namespace RefundAgent.Tests.Model;

public sealed class AnswerCheckTests
{
    private const string Good = """
        {"reasoning":"r","cites":["g-damaged"],"outcome":"approve","basis":{"relation":"entitled","share":null,"items":[]},
        "confidence":0.5,"missing":[],"draftReply":null}
        """;

    public static TheoryData<string, string> Wrong { get; } = new()
    {
        { SampleAnswer.With([]), "$.cites: an approval or a denial must rest on" },
        { SampleAnswer.With([], outcome: "deny"), "$.cites: an approval or a denial must rest on" },
        { SampleAnswer.With([.. Enumerable.Repeat(GuidelineId, 21)]), "$.cites: at most 20" },
        { SampleAnswer.With([GuidelineId, "G-DAMAGED"]), "$.cites[1]: is none of the ids" },
        { SampleAnswer.With([GuidelineId], relation: "shareOfPaid"), "$.basis.share: must be" },
        { SampleAnswer.With([GuidelineId], relation: "shareOfPaid", share: 0), "$.basis.share: must be" },
        { SampleAnswer.With([GuidelineId], relation: "shareOfPaid", share: 1.01m), "$.basis.share: must be" },
        { SampleAnswer.With([GuidelineId], relation: "items"), "$.basis.items: name at least one" },
        { SampleAnswer.With([GuidelineId], relation: "items", items: ["shade-9", "shade-9"]), "$.basis.items[1]: one unit more" },
        { SampleAnswer.With([], outcome: "ask"), "$.missing: say what" },
        { SampleAnswer.With([], outcome: "ask", missing: [" "]), "$.missing: at most 5" },
        { SampleAnswer.With([GuidelineId], confidence: 1.5), "$.confidence: must be" },
        { SampleAnswer.With([GuidelineId], reply: new string('x', 4_001)), "$.draftReply: at most" },
        { Good.Replace("\"entitled\"", "\"fixed\"", StringComparison.Ordinal), "$: one JSON object" },
        { Good.Replace("\"missing\":[],", "", StringComparison.Ordinal), "$: one JSON object" },
        { Good.Replace("\"missing\":[]", "\"missing\":null", StringComparison.Ordinal), "$: one JSON object" },
        { Good.Replace("\"missing\":[]", "\"missing\":[null]", StringComparison.Ordinal), "$.missing: at most 5" },
        { Good.Replace("[\"g-damaged\"]", "[null]", StringComparison.Ordinal), "$.cites[0]: is none" },
        { Good.Replace("\"reasoning\":\"r\"", "\"reasoning\":\"r\",\"amount\":9000", StringComparison.Ordinal), "$: one JSON object" },
        { Good.Replace("\"reasoning\":\"r\"", "\"reasoning\":\"r\",\"outcome\":\"deny\"", StringComparison.Ordinal), "$: one JSON object" },
        { "```json\n" + Good + "\n```", "$: one JSON object" },
        { "null", "$: null" },
        { "[]", "$: one JSON object" },
        { new string('[', 10_000), "$: one JSON object" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_not_real_or_not_of_the_schema_is_no_proposal(string answer, string fault)
    {
        var (proposal, faults) = Check().Check(answer);

        Assert.Null(proposal);
        Assert.Contains(faults, each => each.StartsWith(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void The_schema_itself_is_met_by_a_good_answer() => Assert.NotNull(Check().Check(Good).Proposal);

    [Fact]
    public void An_approval_without_an_order_is_no_proposal() =>
        Assert.Null(Check(withOrder: false).Check(Good).Proposal);

    [Fact]
    public void Escalating_needs_no_citation_and_no_amount()
    {
        var answer = SampleAnswer.With([], outcome: "escalate", relation: "items", items: ["nonsense"]);

        var (proposal, _) = Check(withOrder: false).Check(answer);

        Assert.Equal("model:none→escalate", proposal!.Segment);
        Assert.IsType<AmountBasis.Entitled>(proposal.Basis);
    }

    [Fact]
    public void Asking_passes_on_what_is_missing()
    {
        var (proposal, _) = Check().Check(SampleAnswer.With([], outcome: "ask", missing: ["a photo"]));

        Assert.Equal(["a photo"], proposal!.Missing.AsEnumerable());
    }

    [Fact]
    public void Schema_and_reader_name_the_same_fields_and_none_that_could_hold_a_sum()
    {
        using var schema = JsonDocument.Parse(AnswerSchema.Json);
        using var good = JsonDocument.Parse(Good);
        var required = schema.RootElement.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).ToList();

        Assert.Equal(required, schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal(required, good.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.True(required.IndexOf("reasoning") < required.IndexOf("outcome"));
        Assert.DoesNotContain("amount", AnswerSchema.Json, StringComparison.OrdinalIgnoreCase);
    }

    private static AnswerCheck Check(bool withOrder = true)
    {
        var citable = new Citable();
        citable.Add(Damaged);
        var file = withOrder ? File() : File() with { Order = null };
        return new AnswerCheck(file, citable, new Reason("model:x", ReasonKind.Advisor, "signed"));
    }
}
