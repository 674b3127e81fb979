using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RefundAgent.EndToEndTests.Serving;
using static Microsoft.Playwright.Assertions;

namespace RefundAgent.EndToEndTests.Console;

/// <summary>Lists that are longer than a page; the server is asked for pages of one, so that two are enough.</summary>
[Collection(ConsoleTests.Name)]
public sealed partial class PagingTests(ConsoleShop shop)
{
    [Fact]
    public async Task What_waits_beyond_the_first_page_is_shown_on_demand_and_stays_when_the_list_is_read_again()
    {
        await OrderFile.ImportAsync(
            shop.Storage,
            OrderFile.Order("#9401", "eva", "delivered", "Wool Scarf", 30m),
            OrderFile.Order("#9402", "eva", "delivered", "Tea Towel", 9m));
        using var client = shop.Serve.Client();
        await client.DecideAsync(Ask.ToReturn("console-older", "eva", "wool scarf", "#9401"));
        await client.DecideAsync(Ask.ToReturn("console-newer", "eva", "tea towel", "#9402"));
        await using var visitor = await VisitWithShortPagesAsync();
        var more = visitor.Main.GetByRole(AriaRole.Button, new() { Name = "Show more" });

        await visitor.GoAsync("waiting", "Waiting");
        await Expect(visitor.Card("console-newer")).ToBeVisibleAsync();
        await Expect(visitor.Card("console-older")).ToHaveCountAsync(0);
        await more.ClickAsync();
        await Expect(visitor.Card("console-older")).ToBeVisibleAsync();
        await visitor.Main.GetByRole(AriaRole.Button, new() { Name = "Refresh" }).ClickAsync();

        await Expect(visitor.Card("console-older")).ToBeVisibleAsync();
        await Expect(visitor.Card("console-newer")).ToBeVisibleAsync();
        Assert.Empty(visitor.Faults());
    }

    [Fact]
    public async Task Decisions_follow_page_by_page_and_one_is_opened_by_its_id()
    {
        using var client = shop.Serve.Client();
        var older = await client.DecideAsync(Ask.ToReturn("paged-older", "finn", "boat", "#9999"));
        await client.DecideAsync(Ask.ToReturn("paged-newer", "finn", "boat", "#9999"));
        await using var visitor = await VisitWithShortPagesAsync();

        await visitor.GoAsync("refunds", "Decisions");
        await Expect(visitor.Main.Locator(".row")).ToContainTextAsync(["paged-newer"]);
        await visitor.Main.GetByRole(AriaRole.Button, new() { Name = "Show more" }).ClickAsync();
        await Expect(visitor.Main.Locator(".row")).ToContainTextAsync(["paged-newer", "paged-older"]);
        await visitor.Main.GetByLabel("Decision id").FillAsync(older.DecisionId);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Heading).ToHaveTextAsync("Ticket paged-older");
        Assert.Empty(visitor.Faults());
    }

    private async Task<Visitor> VisitWithShortPagesAsync()
    {
        var visitor = await shop.VisitAsync();
        await visitor.SignInAsync(ServeProcess.DevelopmentKey);
        await Expect(visitor.Heading).ToHaveTextAsync("Overview");
        await visitor.Page.RouteAsync("**/api/refunds?*", route => route.ContinueAsync(new() { Url = Size().Replace(route.Request.Url, "size=1") }));
        return visitor;
    }

    [GeneratedRegex(@"\bsize=\d+")]
    private static partial Regex Size();
}
