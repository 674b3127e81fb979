using Microsoft.Extensions.Configuration;
using Microsoft.Playwright;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests.Console;

/// <summary>One `serve` in which everything waits for people, and one real browser, for all tests of the console.</summary>
public sealed class ConsoleShop : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private ServeProcess? serve;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public string Storage => azurite.ConnectionString;

    internal ServeProcess Serve => serve ?? throw new InvalidOperationException("The shop has not been opened.");

    public async Task InitializeAsync()
    {
        await azurite.InitializeAsync();
        serve = await ServeProcess.StartAsync(new ServeSetup { Storage = Storage, Environment = StripeSender.Settings });
        var retail = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "retail.policy.json"));
        using var policy = new WrittenFile(retail.Replace("\"mode\": \"earned\"", "\"mode\": \"suggest\"", StringComparison.Ordinal));
        (await RefundAgentCommand.RunAsync("import", "policy", policy.Path, "--storage", Storage)).MustSucceed();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium(), Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
        await (serve?.DisposeAsync() ?? ValueTask.CompletedTask);
        await azurite.DisposeAsync();
    }

    /// <summary>A visitor with a window, cookies and storage of their own.</summary>
    internal Task<Visitor> VisitAsync(Uri? address = null, ColorScheme scheme = ColorScheme.Light, int width = 1200) =>
        Visitor.ComeAsync(browser!, address ?? Serve.Address, scheme, width);

    /// <summary>The machine's own browser: none is downloaded.</summary>
    private static string Chromium()
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        return environment["CHROMIUM"]
            ?? (environment["PATH"] ?? string.Empty).Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("These tests need Chromium: install it (apt-get install chromium), or name one in the environment variable CHROMIUM.");
    }
}

[CollectionDefinition(Name)]
public sealed class ConsoleTests : ICollectionFixture<ConsoleShop>
{
    public const string Name = "Console";
}
