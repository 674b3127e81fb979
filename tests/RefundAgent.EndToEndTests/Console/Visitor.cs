using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RefundAgent.EndToEndTests.Console;

/// <summary>Somebody with a browser on the console; takes down everything that a page must never do.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    /// <summary>Only a fault reaches it: it is no measurement.</summary>
    private const float Patience = 120_000;

    private static readonly string[] Grave = ["serious", "critical"];

    private readonly IBrowserContext context;
    private readonly Uri address;
    private readonly ConcurrentQueue<string> faults = new();

    private Visitor(IBrowserContext context, IPage page, Uri address) => (this.context, Page, this.address) = (context, page, address);

    public IPage Page { get; }

    public ILocator Main => Page.Locator("main");

    public ILocator Heading => Main.Locator("h1");

    public static async Task<Visitor> ComeAsync(IBrowser browser, Uri address, ColorScheme scheme, int width)
    {
        SetDefaultExpectTimeout(Patience);
        var context = await browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        context.SetDefaultTimeout(Patience);
        var visitor = new Visitor(context, await context.NewPageAsync(), address);
        visitor.Watch();
        return visitor;
    }

    public async Task SignInAsync(string key, string tenant = "")
    {
        await Page.GotoAsync(new Uri(address, Routes.Console).ToString());
        await Page.GetByLabel("API key").FillAsync(key);
        await Page.GetByLabel("Tenant").FillAsync(tenant);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <param name="view">As in the address after <c>#/</c>.</param>
    /// <param name="heading">By which it is known to be there.</param>
    public async Task GoAsync(string view, string heading)
    {
        await Page.GotoAsync(new Uri(address, $"{Routes.Console}#/{view}").ToString());
        await Expect(Heading).ToHaveTextAsync(heading);
        await Expect(Main.Locator(".busy")).ToHaveCountAsync(0);
    }

    /// <summary>The card of a claim, by its ticket.</summary>
    public ILocator Card(string ticket) => Page.GetByRole(AriaRole.Article).Filter(new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = ticket, Exact = true }) });

    /// <summary>A dialog, an error, a breach of the content policy, a call to another server: whatever happened of these since the start.</summary>
    public string[] Faults() => [.. faults];

    /// <summary>Serious faults for people with a screen reader, a keyboard or weak eyes, by the rules of WCAG.</summary>
    public async Task<string[]> BarriersAsync() => [.. (await Page.RunAxe()).Violations.Where(violation => Grave.Contains(violation.Impact)).Select(Tell)];

    /// <summary>Pixels that one would have to scroll sideways.</summary>
    public Task<int> OverhangAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private static string Tell(AxeResultItem violation) => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}";

    private void Watch()
    {
        Page.Dialog += async (_, dialog) =>
        {
            faults.Enqueue($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        Page.PageError += (_, error) => faults.Enqueue($"error: {error}");
        Page.Console += (_, message) => Note(message);
        Page.Popup += (_, popup) => faults.Enqueue($"window: {popup.Url}");
        Page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != address.Authority)
            {
                faults.Enqueue($"call: {request.Url}");
            }
        };
    }

    /// <summary>A refusal by the API is one of its answers, which the browser logs by itself.</summary>
    private void Note(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
        {
            faults.Enqueue($"{message.Type}: {message.Text}");
        }
    }
}
