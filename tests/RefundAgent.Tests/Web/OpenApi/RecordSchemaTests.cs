using System.Text.Json.Nodes;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Tests.Web.OpenApi;

/// <summary>
/// What openapi.json says of a decision's record against the types that are written as one, field by field and word by word: answers of a
/// run show some of them only.
/// </summary>
public sealed class RecordSchemaTests
{
    private readonly JsonNode schemas =
        JsonNode.Parse(Repository.Read("src", "RefundAgent.Web", "OpenApi", "openapi.json"))!["components"]!["schemas"]!;

    [Fact]
    public void Every_field_and_every_word_of_a_record_is_described() => Assert.Empty(new SchemaComparison(schemas).Faults(typeof(RecordView), "Record"));

    [Theory]
    [InlineData("Doubt", "about", "Record.claims[].reading.doubts[]: about is not described")]
    [InlineData("RefundPart", "plan", "Record.claims[].action.parts[]: plan is not described")]
    public void A_field_that_is_left_out_is_noticed(string schema, string field, string fault)
    {
        schemas[schema]!["properties"]!.AsObject().Remove(field);

        Assert.Contains(fault, new SchemaComparison(schemas).Faults(typeof(RecordView), "Record"));
    }

    [Fact]
    public void A_word_that_is_left_out_is_noticed()
    {
        schemas["Hold"]!["enum"]!.AsArray().RemoveAt(0);

        Assert.Contains(
            "Record.claims[].ruling(approve).hold: says dailyLimit, disagreement, mode, review, rule, unauthenticatedCustomer, and it is dailyLimit, disagreement, mode, notEarned, review, rule, unauthenticatedCustomer",
            new SchemaComparison(schemas).Faults(typeof(RecordView), "Record"));
    }
}
