using Microsoft.Playwright;
using RefundAgent.EndToEndTests.Serving;
using static Microsoft.Playwright.Assertions;

namespace RefundAgent.EndToEndTests.Console;

[Collection(ConsoleTests.Name)]
public sealed class AnsweringTests(ConsoleShop shop)
{
    [Fact]
    public async Task A_waiting_claim_is_approved_with_another_amount_and_carried_out()
    {
        await OrderFile.ImportAsync(shop.Storage, OrderFile.Order("#9101", "asta", "delivered", "Garden Chair", 45m));
        using var client = shop.Serve.Client();
        var decision = await client.DecideAsync(Ask.ToReturn("console-approve", "asta", "garden chair", "#9101"));
        Assert.Equal("pendingApproval", decision.Status);
        await using var visitor = await shop.VisitAsync();

        await visitor.SignInAsync(ServeProcess.DevelopmentKey);
        await Expect(visitor.Heading).ToHaveTextAsync("Overview");
        await visitor.Main.GetByRole(AriaRole.Link, new() { NameRegex = new("claims? waits?") }).ClickAsync();
        var card = visitor.Card("console-approve");
        await Expect(card).ToContainTextAsync("Refund 45.00 USD");
        await card.GetByText("What the customer wrote").ClickAsync();
        await Expect(card).ToContainTextAsync("I want to return the garden chair from order #9101.");
        await card.GetByLabel("Amount (USD)").FillAsync("40.00");
        await card.GetByRole(AriaRole.Button, new() { Name = "Approve 40.00 USD" }).ClickAsync();
        await Expect(card).ToContainTextAsync("Approved and carried out: 40.00 USD.");
        await card.GetByRole(AriaRole.Link, new() { Name = "console-approve" }).ClickAsync();

        await Expect(visitor.Heading).ToHaveTextAsync("Ticket console-approve");
        await Expect(visitor.Main).ToContainTextAsync("succeeded");
        await Expect(visitor.Main).ToContainTextAsync("approve 40.00 USD by developer");
        Assert.Equal(40m, (await client.RecordAsync(decision.DecisionId)).Claims.Sum(claim => claim.Moved));
        Assert.Empty(visitor.Faults());
    }

    [Fact]
    public async Task The_list_is_read_again_by_itself_around_what_somebody_is_writing()
    {
        await OrderFile.ImportAsync(
            shop.Storage,
            OrderFile.Order("#9102", "bo", "delivered", "Wool Scarf", 30m),
            OrderFile.Order("#9103", "bo", "delivered", "Tea Towel", 9m));
        using var client = shop.Serve.Client();
        await client.DecideAsync(Ask.ToReturn("console-first", "bo", "wool scarf", "#9102"));
        await using var visitor = await shop.VisitAsync();
        await visitor.Page.Clock.InstallAsync();
        await visitor.SignInAsync(ServeProcess.DevelopmentKey);
        await Expect(visitor.Heading).ToHaveTextAsync("Overview");
        await visitor.GoAsync("waiting", "Waiting");
        await visitor.Card("console-first").GetByLabel("Note").FillAsync("half a sent");

        await client.DecideAsync(Ask.ToReturn("console-second", "bo", "tea towel", "#9103"));
        await Expect(visitor.Card("console-second")).ToHaveCountAsync(0);
        await visitor.Page.Clock.RunForAsync(30_000);

        await Expect(visitor.Card("console-second")).ToContainTextAsync("Refund 9.00 USD");
        await Expect(visitor.Card("console-first").GetByLabel("Note")).ToHaveValueAsync("half a sent");
        await Expect(visitor.Card("console-first").GetByLabel("Note")).ToBeFocusedAsync();
        Assert.Empty(visitor.Faults());
    }

    [Fact]
    public async Task Roles_and_who_was_first_are_told_in_words()
    {
        await using var serve = await ServeProcess.StartAsync(new ServeSetup
        {
            Storage = "memory",
            Key = null,
            Environment = NamedKeys.Settings(("shop", "system"), ("ana", "agent"), ("mia", "manager")),
        });
        using var client = serve.Client(NamedKeys.KeyOf("shop"));
        await client.DecideAsync(Ask.ToReturn("console-held", "ines.costa", "Showroom Coat", "#1006"));
        await using var ana = await shop.VisitAsync(serve.Address);
        await using var mia = await shop.VisitAsync(serve.Address);

        await ana.SignInAsync("no such key");
        await Expect(ana.Main).ToContainTextAsync("This key is not known here.");
        await ana.SignInAsync(NamedKeys.KeyOf("ana"), tenant: "another shop");
        await Expect(ana.Main).ToContainTextAsync("This key is not for tenant 'another shop'.");
        await ana.SignInAsync(NamedKeys.KeyOf("ana"));
        await Expect(ana.Heading).ToHaveTextAsync("Waiting");
        await ana.GoAsync("overview", "Overview");
        await Expect(ana.Main).ToContainTextAsync("This needs a key with one of the roles manager, operator; 'ana' has agent.");
        await mia.SignInAsync(NamedKeys.KeyOf("mia"));
        await Expect(mia.Heading).ToHaveTextAsync("Overview");
        await mia.GoAsync("waiting", "Waiting");
        await ana.GoAsync("waiting", "Waiting");
        await ana.Card("console-held").GetByRole(AriaRole.Button, new() { Name = "Agree: deny" }).ClickAsync();
        await Expect(ana.Card("console-held")).ToContainTextAsync("Agreed: the customer is told that it is denied.");
        await mia.Card("console-held").GetByRole(AriaRole.Button, new() { Name = "Do not deny" }).ClickAsync();

        await Expect(mia.Card("console-held")).ToContainTextAsync("Somebody has answered this before.");
        await Expect(mia.Card("console-held")).ToContainTextAsync("The first answer: ana said \u201capprove\u201d");
        Assert.Empty(ana.Faults());
        Assert.Empty(mia.Faults());
    }
}
