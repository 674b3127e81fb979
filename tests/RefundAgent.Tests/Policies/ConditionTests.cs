using RefundAgent.Evidence;
using RefundAgent.Policies;

namespace RefundAgent.Tests.Policies;

public sealed class ConditionTests
{
    private static readonly Dictionary<string, Fact> Facts = new Dictionary<string, FactValue>
    {
        ["order.status"] = FactValue.Of("Delivered"),
        ["order.paid"] = FactValue.Of(100m),
        ["order.found"] = FactValue.Of(true),
        ["claim.doubts"] = FactValue.Of(["whichItems", "conditional"]),
    }.ToDictionary(pair => pair.Key, pair => new Fact(pair.Key, pair.Value, new FactSource(FactOrigin.Order, "#1")));

    [Theory]
    [InlineData("""{"fact":"order.status","eq":"delivered"}""", true)]
    [InlineData("""{"fact":"order.status","eq":"pending"}""", false)]
    [InlineData("""{"fact":"order.status","eq":1}""", false)]
    [InlineData("""{"fact":"order.paid","eq":100.00}""", true)]
    [InlineData("""{"fact":"order.status","in":["pending","DELIVERED"]}""", true)]
    [InlineData("""{"fact":"order.status","in":["pending"]}""", false)]
    [InlineData("""{"fact":"order.status","notIn":["pending"]}""", true)]
    [InlineData("""{"fact":"order.status","notIn":["delivered"]}""", false)]
    [InlineData("""{"fact":"order.paid","gte":100}""", true)]
    [InlineData("""{"fact":"order.paid","gte":100.01}""", false)]
    [InlineData("""{"fact":"order.paid","lte":100}""", true)]
    [InlineData("""{"fact":"order.paid","lte":99.99}""", false)]
    [InlineData("""{"fact":"order.status","gte":1}""", false)]
    [InlineData("""{"fact":"claim.doubts","contains":"CONDITIONAL"}""", true)]
    [InlineData("""{"fact":"claim.doubts","contains":"manipulation"}""", false)]
    [InlineData("""{"fact":"order.status","contains":"deliver"}""", false)]
    [InlineData("""{"fact":"order.found","exists":true}""", true)]
    [InlineData("""{"fact":"order.found","exists":false}""", false)]
    [InlineData("""{"fact":"claim.reason","exists":false}""", true)]
    [InlineData("""{"fact":"claim.reason","exists":true}""", false)]
    public void Each_operator_compares_as_it_says(string condition, bool holds) => Assert.Equal(holds, Holds(condition));

    [Theory]
    [InlineData("eq", "\"x\"")]
    [InlineData("in", "[\"x\"]")]
    [InlineData("notIn", "[\"x\"]")]
    [InlineData("gte", "0")]
    [InlineData("lte", "0")]
    [InlineData("contains", "\"x\"")]
    public void A_comparison_with_a_missing_fact_is_false_whatever_the_operator(string name, string operand) =>
        Assert.False(Holds($$"""{"fact":"booking.cabin","{{name}}":{{operand}}}"""));

    [Theory]
    [InlineData("""{"all":[{"fact":"order.found","eq":true},{"fact":"order.paid","gte":1}]}""", true)]
    [InlineData("""{"all":[{"fact":"order.found","eq":true},{"fact":"order.paid","gte":1000}]}""", false)]
    [InlineData("""{"any":[{"fact":"order.found","eq":false},{"fact":"order.paid","gte":1}]}""", true)]
    [InlineData("""{"any":[{"fact":"order.found","eq":false},{"fact":"order.paid","gte":1000}]}""", false)]
    [InlineData("""{"not":{"fact":"booking.cabin","eq":"business"}}""", true)]
    [InlineData("""{"not":{"all":[{"fact":"order.found","eq":true}]}}""", false)]
    public void Conditions_are_joined_as_they_say(string condition, bool holds) => Assert.Equal(holds, Holds(condition));

    private static bool Holds(string json) => CanonicalJson.Read<Condition>(json).Holds(Facts);
}
