using System.CommandLine;
using System.Text.Json;
using RefundAgent.Cli;
using RefundAgent.Cli.Replay;

namespace RefundAgent.Tests.Cli.Replay;

public sealed class ReplayCommandTests : IDisposable
{
    private const string Line =
        """{"id":"h1","claim":{"reason":"weather"},"paid":{"amount":"80.00","currency":"USD"},"verdict":{"outcome":"deny"},"reviewer":"<script>alert(1)</script>"}""";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("replay-");

    [Fact]
    public async Task Json_is_one_document_on_standard_output_with_the_fields_of_the_contract()
    {
        var (output, _) = await RunAsync(History(Line), "--json");

        using var report = JsonDocument.Parse(output);
        Assert.Equal(
            ["cases", "windows", "final", "byReviewer", "guidelines", "versions", "contextSha256", "alone", "story"],
            report.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["from", "to", "disagreement", "automated", "wrongAutomation", "needlessEscalation", "overRefund", "wrongDenial"],
            report.RootElement.GetProperty("windows")[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task The_page_stands_alone_and_encodes_every_name()
    {
        var page = Path.Combine(folder.FullName, "report.html");

        await RunAsync(History(Line), "--out", page);

        var html = await File.ReadAllTextAsync(page);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        Assert.Contains("<polyline", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_terminal_shows_figures_the_verdict_and_where_the_page_is()
    {
        var page = Path.Combine(folder.FullName, "report.html");

        var (output, error) = await RunAsync(History([.. Enumerable.Repeat(Line, 3)]), "--out", page);

        Assert.Contains("0–3", output, StringComparison.Ordinal);
        Assert.Contains("Too few cases to tell.", output, StringComparison.Ordinal);
        Assert.Contains("3 of 3 cases", error, StringComparison.Ordinal);
        Assert.Contains(page, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_a_sentence() => Assert.Contains(
        "cannot be written", (await Assert.ThrowsAsync<CommandFailedException>(() => RunAsync(History(Line), "--out", folder.FullName))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_faulty_history_is_refused_with_every_fault_and_no_stack_trace()
    {
        var failed = await Assert.ThrowsAsync<CommandFailedException>(() => RunAsync(History("nonsense", """{"id":"1"}""")));

        Assert.Contains("line 1: $", failed.Message, StringComparison.Ordinal);
        Assert.Contains("line 2: verdict.outcome", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--batch", "0")]
    [InlineData("--window", "-1")]
    [InlineData("--quorum", "many")]
    [InlineData("--feedback", "some")]
    [InlineData("--revoke", " ")]
    public void An_option_that_makes_no_sense_is_refused(string option, string value) =>
        Assert.NotEmpty(ReplayCommand.Create().Parse([History(Line), option, value]).Errors);

    [Fact]
    public async Task A_policy_that_is_not_there_is_named() =>
        Assert.Contains("railway", (await Assert.ThrowsAsync<CommandFailedException>(() => RunAsync(History(Line), "--policy", "railway"))).Message, StringComparison.Ordinal);

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<(string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        await ReplayCommand.Create().Parse(arguments).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (output.ToString(), error.ToString());
    }

    private string History(params string[] lines)
    {
        var path = Path.Combine(folder.FullName, "history.jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }
}
