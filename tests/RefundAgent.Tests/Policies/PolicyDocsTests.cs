using RefundAgent.Evidence;

namespace RefundAgent.Tests.Policies;

public sealed class PolicyDocsTests
{
    private static readonly string Page = Repository.Read("docs", "policy.md");

    [Fact]
    public void The_documented_policy_is_valid()
    {
        var start = Page.IndexOf("```json", StringComparison.Ordinal) + "```json".Length;
        var end = Page.IndexOf("```", start, StringComparison.Ordinal);

        Assert.Equal("shop", PolicyParserTests.Parse(Page[start..end]).Name);
    }

    [Fact]
    public void Every_fact_is_documented() =>
        Assert.All(FactCatalogue.Known.Keys, fact => Assert.Contains($"`{fact}`", Page, StringComparison.Ordinal));

    [Fact]
    public void Every_word_that_a_fact_can_be_is_documented() => Assert.All(
        FactCatalogue.Known.Values.SelectMany(fact => fact.Values), word => Assert.Matches($@"\b{word}\b", Page));
}
