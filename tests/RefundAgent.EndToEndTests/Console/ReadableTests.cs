using Microsoft.Playwright;
using RefundAgent.EndToEndTests.Serving;
using static Microsoft.Playwright.Assertions;

namespace RefundAgent.EndToEndTests.Console;

/// <summary>That the console can be used on a telephone, in the dark, by keyboard and with a screen reader.</summary>
[Collection(ConsoleTests.Name)]
public sealed class ReadableTests(ConsoleShop shop)
{
    private static readonly (string View, string Heading)[] Views =
    [
        ("overview/4w", "Overview"), ("waiting", "Waiting"), ("refunds", "Decisions"), ("learned", "Learned"), ("proposals", "Proposals"), ("discrepancies", "Discrepancies"),
        ("versions/0", "Version 0"), ("refunds/nothing-of-this-name", "Decisions"),
    ];

    [Theory]
    [InlineData(ColorScheme.Light, 1200)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task No_view_has_a_serious_barrier_or_hangs_over_the_edge(ColorScheme scheme, int width)
    {
        await OrderFile.ImportAsync(shop.Storage, OrderFile.Order($"#93{width}", "dag", "delivered", $"Garden Chair {new string('x', 80)}", 45m));
        using var client = shop.Serve.Client();
        var ticket = $"console-{new string('w', 90)}-{width}";
        var waiting = await client.DecideAsync(new { ticketId = ticket, message = $"I want to return all of order #93{width}.", customer = new { id = "dag" } });
        await using var visitor = await shop.VisitAsync(scheme: scheme, width: width);
        await visitor.Page.GotoAsync(new Uri(shop.Serve.Address, Routes.Console).ToString());
        await Expect(visitor.Heading).ToHaveTextAsync("Sign in");
        var barriers = new List<string>(await visitor.BarriersAsync());
        await visitor.SignInAsync(ServeProcess.DevelopmentKey);
        await Expect(visitor.Heading).ToHaveTextAsync("Overview");

        foreach (var (view, heading) in Views.Append(($"refunds/{waiting.DecisionId}", $"Ticket {ticket}")))
        {
            await visitor.GoAsync(view, heading);
            barriers.AddRange((await visitor.BarriersAsync()).Select(barrier => $"{view}: {barrier}"));
            barriers.AddRange(await visitor.OverhangAsync() is > 0 and var pixels ? [$"{view}: hangs over by {pixels} pixels"] : []);
        }

        Assert.Empty(barriers);
        Assert.Empty(visitor.Faults());
    }

    [Fact]
    public async Task Views_are_reached_by_keyboard_and_whoever_signs_out_is_forgotten()
    {
        await using var visitor = await shop.VisitAsync();
        await visitor.SignInAsync(ServeProcess.DevelopmentKey);
        await Expect(visitor.Heading).ToHaveTextAsync("Overview");
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Heading).ToHaveTextAsync("Overview");

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Learned", Exact = true }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Proposals", Exact = true })).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Heading).ToHaveTextAsync("Proposals");
        await Expect(visitor.Main).ToBeFocusedAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Heading).ToHaveTextAsync("Sign in");
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Heading).ToHaveTextAsync("Sign in");
        Assert.Empty(visitor.Faults());
    }
}
