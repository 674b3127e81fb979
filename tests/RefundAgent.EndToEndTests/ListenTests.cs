using System.Net;
using RefundAgent.EndToEndTests.Serving;

namespace RefundAgent.EndToEndTests;

/// <summary>`serve --listen any`, as a container runs it.</summary>
public sealed class ListenTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task Without_callers_or_on_storage_that_is_lost_it_does_not_start()
    {
        var refused = await RefundAgentCommand.RunAsync("serve", "--listen", "any", "--port", "0", "--storage", "memory");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Auth__Keys__0__Sha256", refused.Error, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_both_it_answers_on_every_address_and_stops_when_it_is_told()
    {
        await using var serve = await ServeProcess.StartAsync(new ServeSetup
        {
            Storage = shop.Storage,
            Key = null,
            Listen = "any",
            Environment = NamedKeys.Settings(("helpdesk", "system")),
        });
        using var http = new HttpClient { Timeout = RunningCommand.Deadline };

        foreach (var address in new[] { "127.0.0.1", "127.0.0.2" })
        {
            using var health = await http.GetAsync(new UriBuilder("http", address, serve.Address.Port, Routes.Health).Uri);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        }

        var asked = await RefundAgentCommand.RunAsync("health", "--port", $"{serve.Address.Port}");
        Assert.Equal((0, "ready\n"), (asked.ExitCode, asked.Output));
        Assert.DoesNotContain("Development key", serve.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await serve.StopAsync());

        var gone = await RefundAgentCommand.RunAsync("health", "--port", $"{serve.Address.Port}");
        Assert.Equal(1, gone.ExitCode);
        Assert.StartsWith("Nothing answers", gone.Error, StringComparison.Ordinal);
    }
}
