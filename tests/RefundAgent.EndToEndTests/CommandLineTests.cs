using System.Net;
using System.Net.Sockets;
using RefundAgent.EndToEndTests.Serving;

namespace RefundAgent.EndToEndTests;

/// <summary>What somebody at a terminal gets for a mistake: a sentence that says what to do, exit code 1, and never a stack trace.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task A_port_in_use_is_told_in_one_sentence()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = $"{((IPEndPoint)occupant.LocalEndpoint).Port}";

        var result = await RefundAgentCommand.RunAsync("serve", "--storage", "memory", "--port", port);

        Assert.Equal(
            $"Port {port} is taken by another program: stop it, or choose another port (--port 0 picks a free one).",
            Assert.Single(Complaint(result)));
    }

    [Fact]
    public async Task Without_Node_js_it_says_so_and_offers_to_run_in_memory()
    {
        var nothing = Directory.CreateTempSubdirectory("refund-agent-path-");
        try
        {
            var result = await RefundAgentCommand.RunAsync(
                ["serve", "--port", "0", "--storage", new DevelopmentAccount().ConnectionString],
                new Dictionary<string, string> { ["PATH"] = nothing.FullName });

            var complaint = string.Join(' ', Complaint(result));
            Assert.Contains("needs Node.js", complaint, StringComparison.Ordinal);
            Assert.Contains("--storage memory", complaint, StringComparison.Ordinal);
        }
        finally
        {
            nothing.Delete();
        }
    }

    [Theory]
    [InlineData("somewhere")]
    [InlineData("AccountName=shop")]
    [InlineData("AccountName=shop;AccountKey=the shop's secret")]
    public async Task A_connection_string_that_is_none_is_refused_and_not_repeated(string storage)
    {
        var result = await RefundAgentCommand.RunAsync("serve", "--port", "0", "--storage", storage);

        var complaint = string.Join(' ', Complaint(result));
        Assert.Contains("storage connection string", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain(storage, complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_is_out_of_reach_is_named_without_its_key()
    {
        const string Nowhere = "http://127.0.0.1:1";
        var storage = $"AccountName=shop;AccountKey=c2VjcmV0;BlobEndpoint={Nowhere};QueueEndpoint={Nowhere};TableEndpoint={Nowhere}";

        var result = await RefundAgentCommand.RunAsync("serve", "--port", "0", "--storage", storage);

        Assert.Equal("Storage is busy: '127.0.0.1:1' gave no answer, or the account's name is wrong. Try again in a few seconds.", Assert.Single(Complaint(result)));
    }

    [Fact]
    public async Task Every_command_says_which_store_it_works_on_and_never_its_key()
    {
        const string Nowhere = "http://127.0.0.1:1/shop";
        var storage = $"AccountName=shop;AccountKey=c2VjcmV0;BlobEndpoint={Nowhere};QueueEndpoint={Nowhere};TableEndpoint={Nowhere}";

        var result = await RefundAgentCommand.RunAsync("mode", "--storage", storage);

        var complaint = Complaint(result);
        Assert.Equal("Store: shop (127.0.0.1:1)", complaint[0]);
        Assert.DoesNotContain("c2VjcmV0", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Of_two_stores_in_the_settings_none_is_used()
    {
        var result = await RefundAgentCommand.RunAsync(
            ["mode"],
            new Dictionary<string, string> { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", ["AzureWebJobsStorage__accountName"] = "prodshop" });

        Assert.StartsWith("Two stores are set: unset AzureWebJobsStorage ", Assert.Single(Complaint(result)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("10")]
    [InlineData("-5s")]
    [InlineData("0s")]
    public async Task A_period_that_is_none_is_refused(string period)
    {
        var result = await RefundAgentCommand.RunAsync("serve", "--port", "0", "--storage", "memory", "--learn-every", period);

        Assert.Contains($"'{period}' is not a period: write 500ms, 10s, 5m or 1h.", string.Join(' ', Complaint(result)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Webhooks__Standard__Secret", "guess", "Webhooks:Standard:Secret must be whsec_")]
    [InlineData("Auth__Keys__0__Sha256", "guess", "Auth:Keys:0:Sha256 must be the 64 hexadecimal characters")]
    [InlineData("Queues__RetryDelay", "-00:00:01", "Queues:RetryDelay must be a time span above zero")]
    [InlineData("Queues__RetryDelay", "soon", "Queues:RetryDelay")]
    [InlineData("Learning__Schedule", "hourly", "Learning:Schedule is 'hourly', which is not a schedule")]
    public async Task A_setting_that_is_wrong_is_named_before_anything_starts(string name, string value, string complaint)
    {
        var result = await RefundAgentCommand.RunAsync(
            ["serve", "--port", "0", "--storage", "memory"], new Dictionary<string, string> { [name] = value });

        Assert.Contains(complaint, string.Join(' ', Complaint(result)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_wrong_settings_are_all_named_at_once()
    {
        var result = await RefundAgentCommand.RunAsync(
            ["serve", "--port", "0", "--storage", "memory"],
            new Dictionary<string, string> { ["Webhooks__Standard__Secret"] = "guess", ["Queues__RetryDelay"] = "-00:00:01" });

        var complaint = string.Join(' ', Complaint(result));
        Assert.Contains("Webhooks:Standard:Secret", complaint, StringComparison.Ordinal);
        Assert.Contains("Queues:RetryDelay", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        var help = (await RefundAgentCommand.RunAsync("--help")).MustSucceed().Output;

        Assert.All(["serve", "import", "evaluate"], command => Assert.Contains($"  {command} ", help, StringComparison.Ordinal));
    }

    /// <returns>The lines of the error stream, which are for a person.</returns>
    private static string[] Complaint(CommandResult result)
    {
        Assert.Equal(1, result.ExitCode);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", result.Error, StringComparison.Ordinal);
        return result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
