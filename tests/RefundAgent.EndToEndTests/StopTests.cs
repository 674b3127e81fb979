using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using RefundAgent.EndToEndTests.Serving;

namespace RefundAgent.EndToEndTests;

public sealed class StopTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("refund-agent-data-");
    private readonly DevelopmentAccount account = new();

    private ServeSetup WithItsOwnAzurite => new() { Storage = account.ConnectionString, Data = data.FullName };

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task Asked_to_stop_it_answers_what_it_has_in_hand_and_ends_well()
    {
        await using var serve = await ServeProcess.StartAsync(new ServeSetup { Storage = "memory" });
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = RunningCommand.Deadline };
        using var http = new HttpClient(handler) { Timeout = RunningCommand.Deadline };
        using var body = new HeldBody(Ask.ToCancel("in-hand", "mara.lind", "#1002"));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(serve.Address, "api/refunds")) { Content = body };
        request.Headers.ExpectContinue = true;
        request.Headers.Add("X-Api-Key", ServeProcess.DevelopmentKey);

        var answering = http.SendAsync(request);
        await body.Wanted.WaitAsync(RunningCommand.Deadline);
        serve.Terminate();
        await Eventually.GetAsync(() => AcceptsAsync(serve.Address), accepts => !accepts, "it takes no more connections");
        body.Release();
        using var response = await answering;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("executed", (await response.Content.ReadFromJsonAsync<Decision>())!.Status);
        Assert.Equal(0, await serve.ExitAsync());
        Assert.Contains("Stopped.", serve.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Azurite_that_it_started_ends_with_it_and_the_next_start_finds_the_data_again()
    {
        Decision decision;
        IReadOnlyList<int> children;
        await using (var first = await ServeProcess.StartAsync(WithItsOwnAzurite))
        {
            using var client = first.Client();
            decision = await client.DecideAsync(Ask.ToCancel("kept", "mara.lind", "#1002"));
            children = ProcessTree.Below(first.Id);
            Assert.NotEmpty(children);
            Assert.Equal(0, await first.StopAsync());
            Assert.Contains("Stopped.", first.Output.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(ProcessTree.Running(children));
        Assert.False(await account.ListensAsync());

        await using var second = await ServeProcess.StartAsync(WithItsOwnAzurite);
        using var again = second.Client();
        Assert.DoesNotContain("First start", second.Output.ToString(), StringComparison.Ordinal);
        var record = await again.RecordAsync(decision.DecisionId);
        Assert.Equal(("executed", 79m), (record.Decision.Status, record.Claims.Sum(claim => claim.Moved)));
        Assert.Equal(decision.DecisionId, (await again.DecideAsync(Ask.ToCancel("kept", "mara.lind", "#1002"))).DecisionId);
        Assert.Equal(0, await second.StopAsync());
    }

    [Fact]
    public async Task The_Azurite_that_it_started_ends_even_when_it_is_killed()
    {
        await using var serve = await ServeProcess.StartAsync(WithItsOwnAzurite);
        var children = ProcessTree.Below(serve.Id);
        Assert.NotEmpty(children);

        await serve.KillAsync();

        await Eventually.GetAsync(() => Task.FromResult(ProcessTree.Running(children).Count), running => running == 0, "its children are gone");
        Assert.False(await account.ListensAsync());
    }

    private static async Task<bool> AcceptsAsync(Uri address)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
