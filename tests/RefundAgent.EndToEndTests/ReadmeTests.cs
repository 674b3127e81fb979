using System.Text.Json;
using System.Text.RegularExpressions;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests;

namespace RefundAgent.EndToEndTests;

/// <summary>Runs what the README tells a newcomer to type, in its order, so that it cannot rot.</summary>
public sealed partial class ReadmeTests(Shop shop) : IClassFixture<Shop>
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task The_commands_of_the_README_do_what_it_says()
    {
        var blocks = BashBlocks.Of(Repository.Read("README.md"));
        var shell = new Shell(shop.Serve.Address, shop.Storage);
        Assert.Collection(
            blocks,
            serve => Assert.Equal("dotnet run --project src/RefundAgent.Cli -- serve", serve),
            key => Assert.StartsWith("KEY=", key, StringComparison.Ordinal),
            request => Assert.StartsWith("ID=$(curl ", request, StringComparison.Ordinal),
            feedback => Assert.StartsWith("curl ", feedback, StringComparison.Ordinal),
            next => Assert.StartsWith("curl ", next, StringComparison.Ordinal),
            test => Assert.Equal("./test.sh", test));
        Assert.True(File.Exists(Repository.At("test.sh")));
        Assert.True(File.Exists(Repository.At("src", "RefundAgent.Cli", "RefundAgent.Cli.csproj")));
        var key = $"KEY={ServeProcess.DevelopmentKey}";

        var (accepted, shown) = await shell.RunAsync(key, blocks[2], blocks[3]);
        var first = JsonSerializer.Deserialize<Decision>(shown, Format)!;
        Assert.Equal(("escalate", "answered"), (first.Outcome, first.Status));
        Assert.NotEmpty(JsonSerializer.Deserialize<AcceptedFeedback>(accepted, Format)!.EventId);

        using var client = shop.Serve.Client();
        await Eventually.GetAsync(client.ContextAsync, context => context.Through == 1, "the learner has run");
        var (answer, _) = await shell.RunAsync(key, blocks[4]);
        var second = JsonSerializer.Deserialize<Decision>(answer, Format)!;
        Assert.Equal(("approve", "pendingApproval"), (second.Outcome, second.Status));
        Assert.Contains(second.Claims.Single().Reasons, reason => reason.Kind == "precedent");
    }

    [Fact]
    public async Task The_banner_of_serve_shows_the_same_requests()
    {
        var readme = Repository.Read("README.md");
        await shop.Serve.Output.FindAsync(Bodies(), RunningCommand.Deadline);

        var printed = Bodies().Matches(shop.Serve.Output.ToString()).Select(match => match.Value).ToArray();

        Assert.Equal(3, printed.Length);
        Assert.All(printed, body => Assert.Contains(body, readme, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_help_lists_every_command_that_the_README_names()
    {
        var sentence = Commands().Match(Repository.Read("README.md")).Groups[1].Value;
        var named = Named().Matches(sentence).Select(match => match.Groups[1].Value).ToArray();
        var help = (await RefundAgentCommand.RunAsync("--help")).MustSucceed().Output;

        Assert.NotEmpty(named);
        Assert.All(named, command => Assert.Matches($@"(?m)^  {command}\b", help));
    }

    [GeneratedRegex(@"(?<=-d ')\{.*?\}(?='\s*\n)")]
    private static partial Regex Bodies();

    [GeneratedRegex(@"lists the commands:([^.]*)\.")]
    private static partial Regex Commands();

    [GeneratedRegex("`([a-z]+)[^`]*`")]
    private static partial Regex Named();
}
