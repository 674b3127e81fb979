using RefundAgent.Benchmarks.Models;

namespace RefundAgent.Tests.Benchmarks;

public sealed class WalkthroughTests
{
    [Fact]
    public async Task The_page_says_what_the_program_does_today() =>
        Assert.Equal(Repository.Read("docs", "model-walkthrough.md").ReplaceLineEndings("\n"), await WalkthroughCommand.WriteAsync(default));
}
