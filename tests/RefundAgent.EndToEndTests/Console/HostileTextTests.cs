using System.Text.Json;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests;
using static Microsoft.Playwright.Assertions;

namespace RefundAgent.EndToEndTests.Console;

/// <summary>Whatever anybody wrote is shown as text: nothing of it runs, loads, opens or breaks the page.</summary>
[Collection(ConsoleTests.Name)]
public sealed class HostileTextTests(ConsoleShop shop)
{
    private const string Markup = "<img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>\"'><iframe src=javascript:alert(4)>";

    [Fact]
    public async Task Markup_in_every_field_that_others_fill_is_shown_as_it_was_written()
    {
        using var client = shop.Serve.Client();
        await OrderFile.ImportAsync(shop.Storage, OrderFile.Order($"#{Markup}", Markup, "delivered", Markup, 10m));
        var decision = await client.DecideAsync(new { ticketId = Markup, message = $"{Markup} I want my money back.", orderId = $"#{Markup}", customer = new { id = Markup } });
        await client.GiveFeedbackAsync(decision.DecisionId, new { kind = "ruling", outcome = "escalate", reason = Markup, note = Markup });
        await Eventually.GetAsync(() => client.RecordAsync(decision.DecisionId), record => record.Feedback.Length > 0, "the feedback has arrived");
        await using var visitor = await shop.VisitAsync();
        await visitor.SignInAsync(ServeProcess.DevelopmentKey);
        await Expect(visitor.Heading).ToHaveTextAsync("Overview");

        await visitor.GoAsync($"refunds/{decision.DecisionId}", $"Ticket {Markup}");
        await Expect(visitor.Main.Locator("blockquote").First).ToHaveTextAsync($"{Markup} I want my money back.");
        await Expect(visitor.Main.GetByText(Markup).And(visitor.Main.Locator("td *"))).Not.ToHaveCountAsync(0);
        await visitor.GoAsync("refunds", "Decisions");
        await Expect(visitor.Main).ToContainTextAsync(Markup);
        await visitor.GoAsync("waiting", "Waiting");
        await visitor.GoAsync("learned", "Learned");

        Assert.Empty(visitor.Faults());
        Assert.Equal(0, await visitor.Page.Locator("main :is(img, script, iframe, svg[onload])").CountAsync());
    }

    [SharedDataFact("injections.jsonl")]
    public async Task Texts_that_others_collected_to_break_programs_are_shown_as_they_are()
    {
        var texts = File.ReadLines(SharedData.At("naughty-strings.txt")).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<string>(line)!)
            .Concat(File.ReadLines(SharedData.At("injections.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!).Where(text => text.Contains('<', StringComparison.Ordinal)))
            .Where(text => !string.IsNullOrWhiteSpace(text)).ToArray();
        using var client = shop.Serve.Client();
        await using var visitor = await shop.VisitAsync();
        await visitor.SignInAsync(ServeProcess.DevelopmentKey);
        await Expect(visitor.Heading).ToHaveTextAsync("Overview");

        foreach (var (index, some) in texts.Chunk(40).Index())
        {
            var message = string.Join("\n", some);
            var decision = await client.DecideAsync(new { ticketId = $"naughty-{index}", message, customer = new { id = $"naughty-{index}" } });
            await visitor.GoAsync($"refunds/{decision.DecisionId}", $"Ticket naughty-{index}");
            var shown = await visitor.Main.Locator("blockquote").First.EvaluateAsync<string>("element => element.textContent");
            Assert.Equal(await MessageAsync(client, decision.DecisionId), shown);
        }

        Assert.InRange(texts.Length, 500, 5000);
        Assert.Empty(visitor.Faults());
    }

    private static async Task<string?> MessageAsync(AgentClient client, string decision)
    {
        using var answer = await client.GetAsync($"api/refunds/{decision}");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("case").GetProperty("message").GetString();
    }
}
