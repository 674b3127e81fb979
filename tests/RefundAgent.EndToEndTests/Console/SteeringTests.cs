using System.Net;
using Microsoft.Playwright;
using RefundAgent.EndToEndTests.Serving;
using static Microsoft.Playwright.Assertions;

namespace RefundAgent.EndToEndTests.Console;

/// <summary>What managers and operators do on the console: overrule, look into what was learned, take it back, close what did not agree.</summary>
[Collection(ConsoleTests.Name)]
public sealed class SteeringTests(ConsoleShop shop)
{
    [Fact]
    public async Task What_is_overruled_is_learned_retired_rolled_back_and_resumed()
    {
        await OrderFile.ImportAsync(shop.Storage, OrderFile.Order("#9201", "cleo", "delivered", "Wool Scarf", 30m));
        using var client = shop.Serve.Client();
        var decision = await client.DecideAsync(Ask.ForSecondPayment("console-overrule", "cleo", "#9201"));
        await using var visitor = await shop.VisitAsync();
        await visitor.SignInAsync(ServeProcess.DevelopmentKey);
        await Expect(visitor.Heading).ToHaveTextAsync("Overview");

        await visitor.GoAsync($"refunds/{decision.DecisionId}", "Ticket console-overrule");
        await visitor.Main.GetByText("It should have been otherwise").ClickAsync();
        await visitor.Main.GetByLabel("It should have been", new() { Exact = true }).SelectOptionAsync("deny");
        await visitor.Main.GetByLabel("Reason").FillAsync("charged once");
        await visitor.Main.GetByRole(AriaRole.Button, new() { Name = "Overrule" }).ClickAsync();
        await Expect(visitor.Main).ToContainTextAsync("Taken down: the learner reads it on its next run.");
        var learned = await Eventually.GetAsync(client.ContextAsync, context => context.Items.Any(item => item.GetRawText().Contains("duplicate_charge", StringComparison.Ordinal)), "the ruling is learned");
        await visitor.Main.GetByRole(AriaRole.Button, new() { Name = "Refresh" }).ClickAsync();
        await Expect(visitor.Main).ToContainTextAsync("charged once");

        await visitor.GoAsync("learned", "Learned");
        await visitor.Main.GetByRole(AriaRole.Link, new() { NameRegex = new("duplicate_charge") }).First.ClickAsync();
        await Expect(visitor.Heading).ToHaveTextAsync("Learned item");
        await visitor.Main.GetByRole(AriaRole.Button, new() { Name = "Retire" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByLabel("Note").FillAsync("too narrow");
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Retire" }).ClickAsync();
        await Expect(visitor.Main).ToContainTextAsync("not in force");
        await Expect(visitor.Main).ToContainTextAsync("too narrow");

        await visitor.GoAsync("learned", "Learned");
        var named = visitor.Page.GetByRole(AriaRole.Link, new() { Name = $"Version {learned.Version}", Exact = true }); // The learner goes on saving newer ones.
        await visitor.Main.Locator(".row", new() { Has = named }).GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync($"decides by version {learned.Version} instead of version");
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        await Expect(visitor.Main).ToContainTextAsync($"Held at version {learned.Version} by a rollback");
        await Expect(visitor.Main.GetByRole(AriaRole.Button, new() { Name = "Put in force" })).Not.ToHaveCountAsync(0); // What is newer is no way back.
        await visitor.Main.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(visitor.Main).Not.ToContainTextAsync("by a rollback");

        await visitor.GoAsync($"diff/0/{learned.Version}", $"From version 0 to {learned.Version}");
        await Expect(visitor.Main).ToContainTextAsync("duplicate_charge");
        Assert.Empty(visitor.Faults());
    }

    [Fact]
    public async Task The_agent_is_turned_off_from_the_first_page_and_back_on_by_operators_only()
    {
        await using var serve = await ServeProcess.StartAsync(new ServeSetup
        {
            Storage = "memory",
            Key = null,
            Environment = NamedKeys.Settings(("olga", "operator"), ("mia", "manager"), ("shop", "system")),
        });
        using var client = serve.Client(NamedKeys.KeyOf("shop"));
        await using var mia = await shop.VisitAsync(serve.Address);
        await mia.SignInAsync(NamedKeys.KeyOf("mia"));
        await mia.Main.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await mia.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await Expect(mia.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("one of the roles operator");
        await using var olga = await shop.VisitAsync(serve.Address);
        await olga.SignInAsync(NamedKeys.KeyOf("olga"));
        var dialog = olga.Page.GetByRole(AriaRole.Dialog);
        await Expect(olga.Main).ToContainTextAsync("earned: what has earned it acts alone");

        await olga.Main.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("no money moves");
        await dialog.GetByLabel("Note").FillAsync("too much since noon");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await Expect(olga.Page.Locator("#said")).ToHaveTextAsync("In force: off: everything goes to people.");
        Assert.Equal("escalate", (await client.DecideAsync(Ask.ToReturn("console-off", "joon.park", "headphones", "#1008"))).Outcome);
        Assert.Empty(await olga.BarriersAsync());

        await olga.Main.GetByRole(AriaRole.Button, new() { Name = "Back to earned" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("acts alone again and pays");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Back to earned" }).ClickAsync();
        await Expect(olga.Main).ToContainTextAsync("earned: what has earned it acts alone");
        Assert.Equal("executed", (await client.DecideAsync(Ask.ToReturn("console-on", "joon.park", "headphones", "#1008"))).Status);
        Assert.Empty(olga.Faults());
        Assert.Empty(mia.Faults());
    }

    [Fact]
    public async Task A_discrepancy_is_closed_with_what_was_found_out()
    {
        using var client = shop.Serve.Client();
        using var answer = await client.SendAsync(StripeSender.Delivery(StripeSender.Dispute("evt_console", "ch_console")));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.GetAsync(() => OpenAsync(client), open => open.Contains("ch_console", StringComparison.Ordinal), "the dispute is found to be about no order");
        await using var visitor = await shop.VisitAsync();
        await visitor.SignInAsync(ServeProcess.DevelopmentKey);
        await Expect(visitor.Heading).ToHaveTextAsync("Overview");
        await visitor.GoAsync("discrepancies", "Discrepancies");
        var card = visitor.Page.GetByRole(AriaRole.Article).Filter(new() { HasText = "ch_console" });

        await card.GetByLabel("What was found out and done").FillAsync("another shop's charge");
        await card.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(card).ToContainTextAsync("Closed.");

        await visitor.GoAsync("discrepancies/closed", "Discrepancies");
        await Expect(card).ToContainTextAsync("another shop's charge");
        Assert.Empty(visitor.Faults());
    }

    /// <summary>It takes weeks of verdicts to make a proposal, so the page is given one; the console itself is the real one.</summary>
    [Fact]
    public async Task A_proposal_is_accepted_only_after_the_page_has_said_what_will_happen()
    {
        const string Waiting = """{"proposals":[{"id":"p1","status":"waiting","words":"Let booking.cabin business be approved","cases":9,"agreed":8,"reviewers":["ana","ben"]}]}""";
        var answered = new List<string>();
        await using var visitor = await shop.VisitAsync();
        await visitor.Page.RouteAsync("**/api/proposals", route => route.FulfillAsync(new() { ContentType = "application/json", Body = Waiting }));
        await visitor.Page.RouteAsync("**/api/proposals/*/*", route =>
        {
            answered.Add($"{new Uri(route.Request.Url).AbsolutePath} {route.Request.PostData}");
            return route.FulfillAsync(new() { ContentType = "application/json", Body = "{}" });
        });
        await visitor.SignInAsync(ServeProcess.DevelopmentKey);
        await Expect(visitor.Heading).ToHaveTextAsync("Overview");
        await visitor.GoAsync("proposals", "Proposals");
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);

        await visitor.Main.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("It is written into the policy as a rule for exactly its cases");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        Assert.Empty(answered);
        await visitor.Main.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await dialog.GetByLabel("Note").FillAsync("agreed in the team");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();

        await Expect(visitor.Page.Locator("#said")).ToHaveTextAsync("Accepted: the policy has a new rule.");
        Assert.Equal(["""/api/proposals/p1/accept {"note":"agreed in the team"}"""], answered);
        Assert.Empty(visitor.Faults());
    }

    private static async Task<string> OpenAsync(AgentClient client)
    {
        using var answer = await client.GetAsync("api/discrepancies?status=open");
        return await answer.Content.ReadAsStringAsync();
    }
}
