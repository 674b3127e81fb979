using System.Text.Json;
using RefundAgent.EndToEndTests.Serving;

namespace RefundAgent.EndToEndTests.Helpdesks;

/// <summary>The real command at a terminal against the real serve: what somebody sees who connects a helpdesk.</summary>
public sealed class HelpdeskCommandTests(HelpdeskShop shop) : IClassFixture<HelpdeskShop>
{
    private const string Kind = "zammad";

    [Fact]
    public async Task A_connection_that_works_is_followed_from_the_delivery_to_the_answer_on_the_ticket()
    {
        var (desk, buyer) = (shop[Kind], await shop.BuyerAsync(Kind));
        var hook = desk.Webhook;
        desk.Webhook = null; // The command's own delivery is the first that tells of this ticket.
        var ticket = await desk.CustomerOpensAsync(buyer.Email, buyer.Request);
        desk.Webhook = hook;

        var result = await RunAsync("test", Kind, "--ticket", ticket, "--url", $"{shop.Serve.Address}", "--storage", shop.Storage, "--wait", "3m");

        var lines = result.MustSucceed().Output.Split('\n');
        Assert.Equal(["settings", "api", "delivery", "forgery", "work"], lines.Where(line => line.StartsWith('✓')).Select(line => line.Split(' ')[1]));
        Assert.Contains(lines, line => line.EndsWith(": approve, executed", StringComparison.Ordinal));
        var said = desk.OwnComments(ticket);
        Assert.Equal(2, said.Count);
        Assert.All(said, comment => Assert.Contains(lines, line => line.EndsWith($"was written as comment {comment.Id}", StringComparison.Ordinal)));

        var again = await RunAsync("test", Kind, "--ticket", ticket, "--url", $"{shop.Serve.Address}", "--storage", shop.Storage, "--wait", "3m");

        Assert.Contains("nothing left to do", again.MustSucceed().Output, StringComparison.Ordinal);
        Assert.All(said, comment => Assert.Contains($"is there as comment {comment.Id}", again.Output, StringComparison.Ordinal));
        Assert.Equal(2, desk.OwnComments(ticket).Count);
    }

    [Fact]
    public async Task Without_a_ticket_it_tries_everything_that_needs_none_and_a_program_can_read_it()
    {
        var result = await RunAsync("test", Kind, "--json", "--url", $"{shop.Serve.Address}", "--storage", shop.Storage, "--wait", "3m");

        var report = JsonSerializer.Deserialize<JsonElement>(result.MustSucceed().Output);
        Assert.True(report.GetProperty("passed").GetBoolean());
        Assert.Equal(5, report.GetProperty("steps").GetArrayLength());
        Assert.Contains("the helpdesk has no such ticket", report.GetProperty("steps")[4].GetProperty("details")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("✓ forgery", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_on_this_side_is_told_step_by_step_with_what_to_do()
    {
        var wrong = new Dictionary<string, string>(shop[Kind].SettingsOf(Kind))
        {
            [$"Helpdesks__{Kind}__Token"] = "a token that nobody gave out",
            [$"Helpdesks__{Kind}__Secret"] = "a secret that the instance does not have",
        };

        var result = await RefundAgentCommand.RunAsync(["helpdesk", "test", Kind, "--url", $"{shop.Serve.Address}", "--storage", shop.Storage], wrong);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("✗ api", result.Output, StringComparison.Ordinal);
        Assert.Contains("→ Check Token", result.Output, StringComparison.Ordinal);
        Assert.Contains("✗ delivery", result.Output, StringComparison.Ordinal);
        Assert.Contains("another secret", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody gave out", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("does not have", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_shows_what_was_agreed_and_no_secret()
    {
        var result = (await RunAsync("list", "--json")).MustSucceed();

        var connection = Assert.Single(JsonSerializer.Deserialize<JsonElement>(result.Output).GetProperty("connections").EnumerateArray());
        Assert.Equal((Kind, $"/api/webhooks/{Kind}"), (connection.GetProperty("kind").GetString(), connection.GetProperty("webhook").GetString()));
        Assert.Equal(2, connection.GetProperty("reviewers").GetArrayLength());
        Assert.DoesNotContain(shop[Kind].Token, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(shop[Kind].Secret, result.Output, StringComparison.Ordinal);
        Assert.Contains(Kind, (await RunAsync("list")).MustSucceed().Output, StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => RefundAgentCommand.RunAsync(["helpdesk", .. arguments], shop[Kind].SettingsOf(Kind));
}
