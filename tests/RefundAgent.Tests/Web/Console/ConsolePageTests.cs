using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RefundAgent.Tests.Web.Console;

/// <summary>The console as a browser gets it, over real HTTP.</summary>
public sealed class ConsolePageTests : IAsyncLifetime
{
    private Agent agent = null!;

    public static TheoryData<string> Paths => [Routes.Console, .. ConsoleFiles.Names.Select(name => $"{Routes.Console}/{name}")];

    public async Task InitializeAsync() => agent = await Agent.StartAsync();

    public async Task DisposeAsync() => await agent.DisposeAsync();

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_part_comes_without_a_key_and_tells_the_browser_to_run_nothing_else(string path)
    {
        var answer = await agent.GetAsync(path, key: null);

        Assert.Equal(200, answer.Code);
        Assert.Equal(ConsoleFiles.Read(path == Routes.Console ? "index.html" : path[(Routes.Console.Length + 1)..]), answer.Text);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; "
            + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("no-cache", Header(answer, "Cache-Control"));
        Assert.Matches("^\"[0-9a-f]{32}\"$", Header(answer, "ETag"));
    }

    [Theory]
    [InlineData(Routes.Console, "text/html")]
    [InlineData("console/app.js", "text/javascript")]
    [InlineData("console/console.css", "text/css")]
    [InlineData("console/icon.svg", "image/svg+xml")]
    public async Task A_browser_that_obeys_nosniff_is_told_the_right_type(string path, string type) =>
        Assert.Equal(type, (await agent.GetAsync(path, key: null)).MediaType);

    [Fact]
    public async Task What_the_browser_has_already_is_not_sent_again()
    {
        var first = await agent.GetAsync("console/app.js", key: null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "console/app.js");
        request.Headers.TryAddWithoutValidation("If-None-Match", Header(first, "ETag"));

        var second = await agent.SendAsync(request, key: null);
        var other = await agent.GetAsync("console/api.js", key: null);

        Assert.Equal((304, string.Empty), (second.Code, second.Text));
        Assert.Equal(Header(first, "ETag"), Header(second, "ETag"));
        Assert.NotEqual(Header(first, "ETag"), Header(other, "ETag"));
    }

    [Theory]
    [InlineData("/console/../x")]
    [InlineData("/console/..%2Fapp.js")]
    [InlineData("/console/%2e%2e%2fappsettings.json")]
    [InlineData("/console/..%5Capp.js")]
    [InlineData("/console/APP.JS")]
    [InlineData("/console/app.js%00.html")]
    [InlineData("/console/RefundAgent.Web.openapi.json")]
    [InlineData("/console/ConsolePage.cs")]
    public async Task Anything_else_is_a_problem_and_no_file(string path)
    {
        var answer = await RawAsync(path);

        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain("import ", answer, StringComparison.Ordinal);
        Assert.True(answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal) || answer.Contains("application/problem+json", StringComparison.Ordinal), answer);
    }

    [Fact]
    public async Task An_unknown_part_names_the_page()
    {
        var answer = await agent.GetAsync("console/jquery.js", key: null);

        Assert.Equal((404, "urn:refund-agent:problem:not-found"), (answer.Code, answer["type"]));
        Assert.Contains("GET /console", answer["detail"], StringComparison.Ordinal);
    }

    private static string Header(Answer answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    /// <summary>As it stands: an HTTP client would tidy the path up first.</summary>
    private async Task<string> RawAsync(string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, agent.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {agent.Address.Authority}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
