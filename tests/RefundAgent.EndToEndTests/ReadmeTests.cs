using System.Diagnostics;
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
        var blocks = Blocks().Matches(Repository.Read("README.md")).Select(match => match.Groups[1].Value.Trim()).ToArray();
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

        var (accepted, shown) = await BashAsync(key, blocks[2], blocks[3]);
        var first = JsonSerializer.Deserialize<Decision>(shown, Format)!;
        Assert.Equal(("escalate", "answered"), (first.Outcome, first.Status));
        Assert.NotEmpty(JsonSerializer.Deserialize<AcceptedFeedback>(accepted, Format)!.EventId);

        using var client = shop.Serve.Client();
        await Eventually.GetAsync(client.ContextAsync, context => context.Through == 1, "the learner has run");
        var (answer, _) = await BashAsync(key, blocks[4]);
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

    /// <returns>What it wrote to its two streams.</returns>
    private async Task<(string Output, string Error)> BashAsync(params string[] commands)
    {
        var script = string.Join('\n', ["set -euo pipefail", .. commands])
            .Replace("http://127.0.0.1:7071", shop.Serve.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var bash = Process.Start(start)!;
        var error = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, $"{script}\nended with {bash.ExitCode}: {await error}");
        return (output, await error);
    }

    [GeneratedRegex("^```bash\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"(?<=-d ')\{.*?\}(?='\s*\n)")]
    private static partial Regex Bodies();

    [GeneratedRegex(@"lists the commands:([^.]*)\.")]
    private static partial Regex Commands();

    [GeneratedRegex("`([a-z]+)[^`]*`")]
    private static partial Regex Named();
}
